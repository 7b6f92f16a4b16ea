package dev.slipway.serving.access;

import dev.slipway.core.access.PasswordHash;
import dev.slipway.core.secret.Secret;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Checks passwords, few at once and few for each client: a check is meant to be slow, and nobody
/// may make it slow for the visitors of other sites, or guess for long. Shared and mutable.
///
/// Tries are counted for a password, not for a host: a project has many hosts with the same one.
final class PasswordChecks {

  private static final int TRIES = 10;
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  private static final int MOST_COUNTED = 10_000;
  private static final int NETWORK_BYTES = 8;
  private static final int LONGEST_CLIENT = 64;

  private final Clock clock;
  private final Semaphore free = new Semaphore(AT_ONCE);
  private final Map<Guesser, Tries> tries = new LinkedHashMap<>(16, 0.75f, true);

  /// Who tries, and at what.
  private record Guesser(PasswordHash hash, String network) {}

  private record Tries(int count, Instant until) {}

  /// What comes of a try.
  sealed interface Outcome {

    record Right() implements Outcome {}

    record Wrong() implements Outcome {}

    /// It was not looked at.
    record TooMany(long seconds) implements Outcome {}
  }

  PasswordChecks(Clock clock) {
    this.clock = clock;
  }

  /// Tells whether `hash` is that of `password`, which `client` tries.
  Outcome check(PasswordHash hash, Secret password, String client) {
    var guesser = new Guesser(hash, network(client));
    var now = clock.instant();
    var counted = count(guesser, now);
    if (counted.count() > TRIES) {
      return new Outcome.TooMany(Duration.between(now, counted.until()).toSeconds() + 1);
    }
    if (!permitted()) {
      return new Outcome.TooMany(PATIENCE.toSeconds());
    }
    try {
      if (hash.matches(password)) {
        forget(guesser);
        return new Outcome.Right();
      }
      return new Outcome.Wrong();
    } finally {
      free.release();
    }
  }

  /// Counts before the check, so that many at once are as many as many in a row.
  private Tries count(Guesser guesser, Instant now) {
    synchronized (tries) {
      var before = tries.get(guesser);
      var counted =
          before == null || !before.until().isAfter(now)
              ? new Tries(1, now.plus(WINDOW))
              : new Tries(Math.min(before.count() + 1, TRIES + 1), before.until());
      tries.put(guesser, counted);
      if (tries.size() > MOST_COUNTED) {
        var eldest = tries.entrySet().iterator();
        eldest.next();
        eldest.remove();
      }
      return counted;
    }
  }

  private void forget(Guesser guesser) {
    synchronized (tries) {
      tries.remove(guesser);
    }
  }

  private boolean permitted() {
    try {
      return free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Returns the network of `client`: who has one address of IPv6 has 2^64 of them.
  private static String network(String client) {
    try {
      return InetAddress.ofLiteral(client) instanceof Inet6Address address
          ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
          : client;
    } catch (IllegalArgumentException _) {
      return client.substring(0, Math.min(client.length(), LONGEST_CLIENT));
    }
  }
}
