package dev.slipway.core.account;

import java.util.Optional;

/// The API tokens that are valid, known by their hashes.
public interface ApiTokens {

  /// Makes `token` one of `account`; `label` says what it is for.
  void add(AccountId account, ApiToken token, String label);

  /// Returns whose token `token` is, or empty if it is nobody's.
  Optional<AccountId> owner(ApiToken token);

  /// Tells whether no token was ever added.
  boolean isEmpty();
}
