package dev.slipway.store.database;

/// What statements can be run on: a database, where each is a transaction of its own, or one
/// transaction.
public sealed interface Sql permits Db, Transaction {

  /// Returns the statement `text`, whose parameters are written as `:name`.
  Statement sql(String text);
}
