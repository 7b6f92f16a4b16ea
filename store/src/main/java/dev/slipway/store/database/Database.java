package dev.slipway.store.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.slipway.store.failure.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import javax.sql.DataSource;

/// An open database: a pool of connections, and what runs statements on them. Thread-safe.
public final class Database implements AutoCloseable {

  private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
  private static final Logger LOG = System.getLogger(Database.class.getName());
  private static final Duration LEAK_THRESHOLD = Duration.ofSeconds(30);

  static {
    LoopbackH2.prepare();
  }

  private final HikariDataSource pool;
  private final Db db;

  private Database(HikariDataSource pool) {
    this.pool = pool;
    this.db = new Db(pool);
  }

  /// Opens the database that `settings` name.
  ///
  /// @throws StoreException if it can't be reached
  public static Database open(DatabaseSettings settings) {
    try {
      return new Database(new HikariDataSource(config(settings)));
    } catch (PoolInitializationException e) {
      throw new StoreException(
          "Can't open the database "
              + settings.url()
              + " as "
              + settings.user()
              + ": "
              + e.getMessage()
              + ". Check that it runs, and the URL, the user and the password",
          e);
    }
  }

  /// Opens the database that `settings` name, and waits for it for `patience` while it is starting
  /// or away. That it knows no such user or database, waiting does not change.
  ///
  /// @throws StoreException if it can't be reached
  public static Database open(DatabaseSettings settings, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    for (boolean said = false; ; said = true) {
      try {
        return open(settings);
      } catch (StoreException e) {
        if (!Conflict.isAway(e) || System.nanoTime() > end) {
          throw e;
        }
        if (!said) {
          LOG.log(
              Level.WARNING,
              "The database {0} is not there yet, waiting up to {1} s for it: {2}",
              settings.url(),
              patience.toSeconds(),
              Conflict.message(e));
        }
        Thread.sleep(BETWEEN_TRIES);
      }
    }
  }

  /// Opens the database that `settings` name, now or whenever it is there. Until then statements
  /// fail, after `patience` at most; so do those that it does not answer in time.
  public static Database openLater(DatabaseSettings settings, Duration patience) {
    var config = config(settings);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(patience.toMillis());
    config.setValidationTimeout(patience.toMillis());
    if (settings.url().startsWith("jdbc:postgresql:")) {
      config.addDataSourceProperty("connectTimeout", String.valueOf(patience.toSeconds()));
      config.addDataSourceProperty("socketTimeout", String.valueOf(patience.toSeconds()));
    }
    return new Database(new HikariDataSource(config));
  }

  private static HikariConfig config(DatabaseSettings settings) {
    var config = new HikariConfig();
    config.setPoolName("slipway");
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password().reveal());
    config.setMaximumPoolSize(settings.poolSize());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
    config.setLeakDetectionThreshold(LEAK_THRESHOLD.toMillis());
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    if (settings.isPlain()) {
      config.addDataSourceProperty("sslmode", "disable");
    }
    return config;
  }

  /// Returns what runs statements.
  public Db db() {
    return db;
  }

  /// Returns the connections themselves, for what applies the migrations.
  public DataSource dataSource() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
  }
}
