package dev.slipway.store.tables;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.account.Accounts;
import dev.slipway.store.database.Db;

/// The accounts in the database.
public final class DatabaseAccounts implements Accounts {

  private final Db db;

  public DatabaseAccounts(Db db) {
    this.db = db;
  }

  @Override
  public int concurrency(AccountId account) {
    return AccountTable.concurrency(db, account);
  }

  @Override
  public void limitConcurrency(AccountId account, int jobs) {
    if (jobs < 1 || jobs > MOST_RUNNING) {
      throw new IllegalArgumentException(
          "an account may have 1 to " + MOST_RUNNING + " jobs running, not " + jobs);
    }
    db.transaction(tx -> {
      AccountTable.limitConcurrency(tx, account, jobs);
      return jobs;
    });
  }
}
