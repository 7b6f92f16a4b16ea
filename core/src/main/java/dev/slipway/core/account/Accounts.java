package dev.slipway.core.account;

/// The accounts, and what they may use.
public interface Accounts {

  /// The most jobs that any account may have running at a time.
  int MOST_RUNNING = 64;

  /// Returns how many jobs of `account` may run at a time; 1 unless somebody set it.
  int concurrency(AccountId account);

  /// Sets that number, from 1 to [#MOST_RUNNING].
  void limitConcurrency(AccountId account, int jobs);
}
