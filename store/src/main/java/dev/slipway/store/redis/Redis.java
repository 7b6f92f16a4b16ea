package dev.slipway.store.redis;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/// The connections to one Redis, whether it is there or not. Thread-safe.
///
/// There are two pools, because who waits for an entry of a stream holds a connection meanwhile:
/// one for commands that are answered at once, one for those that wait. Every wait is bounded.
public final class Redis implements AutoCloseable {

  private static final System.Logger LOGGER = System.getLogger(Redis.class.getName());

  /// The longest that a command may wait for an entry. A Redis that hangs is noticed a second
  /// later.
  static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private static final Duration TIME_OUT = Duration.ofSeconds(1);
  private static final Duration AT_ONCE = TIME_OUT.dividedBy(2);
  private static final Duration LONGEST_REST = Duration.ofSeconds(1);
  private static final Duration BETWEEN_COMPLAINTS = Duration.ofMinutes(1);
  private static final int CONNECTIONS = 8;

  /// Errors that say that Redis is not of use now, rather than something about a command.
  private static final Set<String> OF_NO_USE =
      Set.of("LOADING", "MASTERDOWN", "NOAUTH", "WRONGPASS", "NOPERM", "BUSY");

  private final RedisClient commands;
  private final RedisClient waits;
  private final Outage outage;
  private final String name;
  private final AtomicLong complained =
      new AtomicLong(System.nanoTime() - BETWEEN_COMPLAINTS.toNanos());

  private Redis(RedisSettings settings) {
    var url = settings.url();
    var server = new HostAndPort(url.getHost(), url.getPort());
    var config = config(settings);
    this.commands = client(server, config);
    this.waits = client(server, config);
    this.name = server.toString();
    this.outage = new Outage(name, this::answers);
  }

  /// Prepares the connections; the first is made when one is needed.
  public static Redis open(RedisSettings settings) {
    return new Redis(settings);
  }

  private static JedisClientConfig config(RedisSettings settings) {
    var config =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis((int) TIME_OUT.toMillis())
            .socketTimeoutMillis((int) TIME_OUT.toMillis())
            .blockingSocketTimeoutMillis((int) LONGEST_WAIT.plus(TIME_OUT).toMillis());
    settings.password().ifPresent(password -> config.password(password.reveal()));
    return config.build();
  }

  private static RedisClient client(HostAndPort server, JedisClientConfig config) {
    var pool = new ConnectionPoolConfig();
    pool.setMaxTotal(CONNECTIONS);
    pool.setMaxIdle(CONNECTIONS);
    pool.setMaxWait(TIME_OUT);
    pool.setJmxEnabled(false);
    return RedisClient.builder().hostAndPort(server).clientConfig(config).poolConfig(pool).build();
  }

  /// Carries out a command that is answered at once.
  ///
  /// @throws RedisException if it could not be, at once if Redis is known to be away
  <T extends @Nullable Object> T call(Function<RedisClient, T> command) {
    return run(commands, command);
  }

  /// Carries out a command that waits, [#LONGEST_WAIT] at most.
  ///
  /// @throws RedisException if it could not be, at once if Redis is known to be away
  <T extends @Nullable Object> T await(Function<RedisClient, T> command) {
    return run(waits, command);
  }

  /// Waits until it is worth to call again after a [RedisException], `patience` at most.
  void rest(Duration patience) throws InterruptedException {
    var pause = patience.compareTo(LONGEST_REST) < 0 ? patience : LONGEST_REST;
    if (!outage.await(pause)) {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    }
  }

  /// Says that Redis refused to do `what`, if it was that; of an outage is spoken elsewhere. Once a
  /// minute is enough.
  void complain(String what, RedisException refusal) {
    long now = System.nanoTime();
    long last = complained.get();
    if (!refusal.isAway()
        && now - last >= BETWEEN_COMPLAINTS.toNanos()
        && complained.compareAndSet(last, now)) {
      LOGGER.log(
          Level.WARNING,
          "Redis at {0} refused to {1}: {2}. No job is lost, but all is slower. Check its memory,"
              + " and that no other program uses the keys slipway:*.",
          name,
          what,
          refusal.getMessage());
    }
  }

  private <T extends @Nullable Object> T run(RedisClient client, Function<RedisClient, T> command) {
    if (outage.isOn()) {
      throw RedisException.away(null);
    }
    long start = System.nanoTime();
    try {
      return command.apply(client);
    } catch (JedisDataException e) {
      throw refused(e);
    } catch (JedisConnectionException e) {
      // A connection that was kept over a restart of Redis fails at once, and only once.
      client.getPool().clear();
      if (System.nanoTime() - start >= AT_ONCE.toNanos()
          || Thread.currentThread().isInterrupted()) {
        throw away(e);
      }
      return again(client, command);
    } catch (JedisException e) {
      throw away(e);
    }
  }

  private <T extends @Nullable Object> T again(
      RedisClient client, Function<RedisClient, T> command) {
    try {
      return command.apply(client);
    } catch (JedisDataException e) {
      throw refused(e);
    } catch (JedisException e) {
      throw away(e);
    }
  }

  private RedisException refused(JedisDataException e) {
    return OF_NO_USE.contains(RedisException.code(e)) ? away(e) : RedisException.refused(e);
  }

  /// Begins an outage, unless the command failed because its thread was interrupted.
  private RedisException away(JedisException e) {
    if (e.getCause() instanceof InterruptedException) {
      Thread.currentThread().interrupt(); // it waited for a connection
    }
    if (!Thread.currentThread().isInterrupted()) {
      outage.begin(e);
    }
    return RedisException.away(e);
  }

  private boolean answers() {
    commands.getPool().clear();
    waits.getPool().clear();
    try {
      commands.ping();
      return true;
    } catch (JedisException _) {
      return false;
    }
  }

  @Override
  public void close() {
    outage.close();
    commands.close();
    waits.close();
  }
}
