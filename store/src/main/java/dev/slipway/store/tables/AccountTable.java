package dev.slipway.store.tables;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.account.Accounts;
import dev.slipway.store.database.Row;
import dev.slipway.store.database.Sql;
import dev.slipway.store.database.Transaction;
import dev.slipway.store.failure.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The table `account`, and how many jobs of each wait and run.
final class AccountTable {

  /// An account with a job that may be claimed now.
  ///
  /// @param room how many more of its jobs may run
  record Turn(AccountId account, int room) {}

  /// What an account has to do, with all of it that the transaction has recorded.
  ///
  /// @param concurrency how many of its jobs may run
  /// @param running how many do
  /// @param due how many wait and might be taken now, counted no further than matters
  record Load(int concurrency, int running, int due) {}

  private AccountTable() {}

  /// Returns the accounts that have a job to claim and fewer running than they may have; the one
  /// first whose turn it is.
  static List<Turn> turns(Sql sql, Instant now) {
    return sql.sql(
            """
            select id, concurrency - running as room
            from (
              select id, concurrency, last_claim_at,
                (select count(*) from job where account = account.id and state = 'running')
                  as running,
                (select position from job
                 where account = account.id and state = 'queued' and run_after <= :now
                 order by account, state, position limit 1) as oldest
              from account
            ) as turn
            where oldest is not null and running < concurrency
            order by running, last_claim_at nulls first, oldest
            """)
        .bind("now", now)
        .list(AccountTable::turn);
  }

  /// Locks `account`, so that its claims come one after the other, and returns how many jobs of it
  /// may run; waits for another claim of it.
  static Optional<Integer> lock(Transaction sql, AccountId account) {
    return sql.sql("select concurrency from account where id = cast(:id as uuid) for update")
        .bind("id", account.value())
        .optional(AccountTable::concurrency);
  }

  /// Does the same unless the account is locked; then it is empty.
  static Optional<Integer> lockIfFree(Transaction sql, AccountId account) {
    return sql.sql(
            """
            select concurrency from account where id = cast(:id as uuid) for update skip locked
            """)
        .bind("id", account.value())
        .optional(AccountTable::concurrency);
  }

  static void claimed(Transaction sql, AccountId account, Instant now) {
    sql.sql("update account set last_claim_at = :now where id = cast(:id as uuid)")
        .bind("now", now)
        .bind("id", account.value())
        .update();
  }

  static int concurrency(Sql sql, AccountId account) {
    return sql.sql("select concurrency from account where id = cast(:id as uuid)")
        .bind("id", account.value())
        .optional(AccountTable::concurrency)
        .orElseThrow(() -> missing(account));
  }

  /// Returns how busy `account` is.
  /* The jobs that wait are counted up to one more than may ever run: of an account with thousands
   * of them, every push would count them all. */
  static Load load(Sql sql, AccountId account, Instant now) {
    return sql.sql(
            """
            select concurrency,
              (select count(*) from job
               where account = cast(:id as uuid) and state = 'running') as running,
              (select count(*) from (
                 select id from job
                 where account = cast(:id as uuid) and state = 'queued' and run_after <= :now
                 order by account, state, position limit :most) as waiting) as due
            from account where id = cast(:id as uuid)
            """)
        .bind("id", account.value())
        .bind("now", now)
        .bind("most", Accounts.MOST_RUNNING + 1)
        .optional(AccountTable::load)
        .orElseThrow(() -> missing(account));
  }

  static void limitConcurrency(Transaction sql, AccountId account, int jobs) {
    var changed =
        sql.sql("update account set concurrency = :jobs where id = cast(:id as uuid)")
            .bind("jobs", jobs)
            .bind("id", account.value())
            .update();
    if (changed == 0) {
      throw missing(account);
    }
  }

  private static Turn turn(Row row) {
    return new Turn(new AccountId(row.uuid("id")), Math.toIntExact(row.number("room")));
  }

  private static Load load(Row row) {
    return new Load(
        concurrency(row),
        Math.toIntExact(row.number("running")),
        Math.toIntExact(row.number("due")));
  }

  private static int concurrency(Row row) {
    return Math.toIntExact(row.number("concurrency"));
  }

  private static StoreException missing(AccountId account) {
    return new StoreException("There is no account " + account.value());
  }
}
