package dev.slipway.receiver.dashboard;

import dev.slipway.core.account.AccountId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Who is signed in at the dashboard: shared and mutable, kept in memory only, so that a restart
/// signs everybody out.
///
/// A session is known by a random number that only its browser has; here is its hash.
final class Sessions {

  static final Duration LIFETIME = Duration.ofHours(12);

  private static final int ID_BYTES = 32;
  private static final int MOST = 10_000;

  private final ConcurrentHashMap<String, Session> byHash = new ConcurrentHashMap<>();
  private final Clock clock;
  private final SecureRandom random;

  private record Session(AccountId account, Instant expiresAt) {}

  Sessions(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  /// Signs `account` in, and returns the new session's id, for its browser only.
  String open(AccountId account) {
    var now = clock.instant();
    byHash.values().removeIf(session -> !session.expiresAt().isAfter(now));
    if (byHash.size() >= MOST) {
      byHash.clear();
    }
    var bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    var id = HexFormat.of().formatHex(bytes);
    byHash.put(hash(id), new Session(account, now.plus(LIFETIME)));
    return id;
  }

  /// Returns whose session `id` is, or empty if it is over or never was.
  Optional<AccountId> account(String id) {
    return Optional.ofNullable(byHash.get(hash(id)))
        .filter(session -> session.expiresAt().isAfter(clock.instant()))
        .map(Session::account);
  }

  /// Ends the session `id`.
  void close(String id) {
    byHash.remove(hash(id));
  }

  private static String hash(String id) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(id.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
