package dev.slipway.store.database;

import io.helidon.dbclient.DbTransaction;

/// A transaction that is going on. Belongs to the thread that runs it, and ends with the work it
/// was made for. When one of its statements has failed it can only be undone, as PostgreSQL has it.
public final class Transaction implements Sql {

  private final DbTransaction transaction;
  private boolean failed;

  Transaction(DbTransaction transaction) {
    this.transaction = transaction;
  }

  @Override
  public Statement sql(String text) {
    return new Statement(
        text,
        new Statement.Execution() {
          @Override
          public <T> T run(Statement.Work<T> work) {
            checkWhole();
            failed = true;
            T result = work.on(transaction);
            failed = false;
            return result;
          }
        });
  }

  /// Checks that no statement has failed.
  void checkWhole() {
    if (failed) {
      throw new IllegalStateException(
          "a statement of this transaction has failed: nothing more can be done in it");
    }
  }
}
