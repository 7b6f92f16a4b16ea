package dev.slipway.core.account;

import java.util.UUID;

/// Names one account.
public record AccountId(UUID value) {

  /// The account that owns every project until accounts can be added; the first migration makes it.
  public static final AccountId FIRST = new AccountId(new UUID(0, 1));
}
