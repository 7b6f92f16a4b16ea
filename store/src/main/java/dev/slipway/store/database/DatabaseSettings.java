package dev.slipway.store.database;

import dev.slipway.core.secret.Secret;
import java.util.regex.Pattern;

/// Which database to use, and as whom.
///
/// @param url the JDBC URL, without a password
/// @param poolSize how many connections may be open at once
public record DatabaseSettings(String url, String user, Secret password, int poolSize) {

  /// Says which URLs are allowed.
  public static final String URLS = "a JDBC URL of H2 or PostgreSQL";

  private static final Pattern LOOPBACK =
      Pattern.compile("jdbc:postgresql://(localhost|127\\.[0-9.]+|\\[::1])([:/?].*)?");

  public DatabaseSettings {
    if (!isUrl(url)) {
      throw new IllegalArgumentException("database URL must be " + URLS + ": " + url);
    }
    if (poolSize < 1) {
      throw new IllegalArgumentException("pool size must be at least 1: " + poolSize);
    }
  }

  /// Tells whether `text` is the URL of a database of a kind that we know.
  public static boolean isUrl(String text) {
    return text.startsWith("jdbc:h2:") || text.startsWith("jdbc:postgresql:");
  }

  /// Tells whether this is a PostgreSQL behind the loopback interface, for which nobody has asked
  /// to encrypt the connection. There is nobody between to read it, and to agree on the encryption
  /// costs a runner a quarter of a second.
  boolean isPlain() {
    return LOOPBACK.matcher(url).matches() && !url.contains("sslmode=");
  }
}
