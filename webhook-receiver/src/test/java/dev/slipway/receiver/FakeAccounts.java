package dev.slipway.receiver;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.account.Accounts;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Accounts in memory.
public final class FakeAccounts implements Accounts {

  private final Map<AccountId, Integer> concurrency = new ConcurrentHashMap<>();

  @Override
  public int concurrency(AccountId account) {
    return concurrency.getOrDefault(account, 1);
  }

  @Override
  public void limitConcurrency(AccountId account, int jobs) {
    concurrency.put(account, jobs);
  }
}
