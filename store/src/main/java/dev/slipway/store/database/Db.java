package dev.slipway.store.database;

import dev.slipway.store.failure.StoreException;
import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.jdbc.JdbcClientBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;

/// Runs statements and transactions on a database. Thread-safe.
/* DB Client loses connections: a query that fails while it is prepared never gives its own back,
 * nor does a result that is not read to its end, nor a transaction that nobody ends. So the client
 * never takes a connection from the pool here. This class takes one, lends it to the client for as
 * long as one statement or one transaction lasts (the scoped value below is the client's "pool"),
 * and gives it back itself, whatever the client did or did not do. To close a connection twice
 * does no harm.
 *
 * What the database undid because of others who were at work at the same time is done again, from
 * the beginning of the transaction. So the work of a transaction must do nothing but SQL.
 */
public final class Db implements Sql {

  private final ScopedValue<Connection> lent = ScopedValue.newInstance();
  private final DataSource pool;
  private final DbClient client;

  Db(DataSource pool) {
    this.pool = pool;
    this.client = JdbcClientBuilder.create().connectionPool(lent::get).build();
  }

  @Override
  public Statement sql(String text) {
    return new Statement(
        text,
        new Statement.Execution() {
          @Override
          public <T> T run(Statement.Work<T> work) {
            return lend(connection -> work.on(client.execute()));
          }
        });
  }

  /// Runs `work` as one transaction, and returns what it returns. It is undone if `work` throws.
  ///
  /// @throws StoreException if the database fails
  public <T> T transaction(Function<Transaction, T> work) {
    return Retry.run(() -> once(work), Conflict::isPassing);
  }

  /// Does the same for `work` that looks whether a row is there before it inserts it: where another
  /// transaction inserted the row meanwhile, `work` is run again and finds it.
  public <T> T transactionThatLooksFirst(Function<Transaction, T> work) {
    return Retry.run(() -> once(work), e -> Conflict.isPassing(e) || Conflict.isDuplicate(e));
  }

  private <T> T once(Function<Transaction, T> work) {
    return lend(connection -> {
      connection.setAutoCommit(false);
      try {
        var transaction = new Transaction(client.transaction());
        T result = work.apply(transaction);
        transaction.checkWhole();
        connection.commit();
        return result;
      } catch (Throwable e) {
        rollBack(connection, e);
        throw e;
      }
    });
  }

  private static void rollBack(Connection connection, Throwable because) {
    try {
      if (!connection.isClosed()) { // the client closes it when a query fails, which undoes all too
        connection.rollback();
      }
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }

  private <T> T lend(Borrower<T> borrower) {
    if (lent.isBound()) {
      throw new IllegalStateException("a transaction is going on: run the statement on it");
    }
    try (Connection connection = pool.getConnection()) {
      return ScopedValue.where(lent, connection).call(() -> borrower.use(connection));
    } catch (SQLException | DbClientException e) {
      throw new StoreException("The database failed: " + Conflict.message(e), e);
    }
  }

  /// What is done with a connection that is lent.
  private interface Borrower<T> {
    T use(Connection connection) throws SQLException;
  }
}
