package dev.slipway.receiver;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.account.ApiToken;
import dev.slipway.core.account.ApiTokens;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// API tokens in memory, by their hashes.
public final class FakeApiTokens implements ApiTokens {

  private final Map<String, AccountId> byHash = new ConcurrentHashMap<>();

  @Override
  public void add(AccountId account, ApiToken token, String label) {
    byHash.put(token.hash(), account);
  }

  @Override
  public Optional<AccountId> owner(ApiToken token) {
    return Optional.ofNullable(byHash.get(token.hash()));
  }

  @Override
  public boolean isEmpty() {
    return byHash.isEmpty();
  }
}
