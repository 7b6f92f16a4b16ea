package dev.slipway.store.redis;

import dev.slipway.core.secret.Secret;
import java.net.URI;
import java.util.Optional;

/// Which Redis to use.
///
/// @param url `redis://host:port`
public record RedisSettings(URI url, Optional<Secret> password) {

  /// Says which URLs are allowed.
  public static final String URLS = "redis://host:port";

  /// Returns the settings that `url` names, if there is one.
  public static Optional<RedisSettings> of(Optional<String> url, Optional<Secret> password) {
    return url.map(text -> new RedisSettings(URI.create(text), password));
  }

  public RedisSettings {
    if (!isUrl(url.toString())) {
      throw new IllegalArgumentException("URL of Redis must be " + URLS);
    }
  }

  /// Tells whether `text` is such a URL: with nothing more, above all without a password.
  public static boolean isUrl(String text) {
    return text.matches("redis://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]):[0-9]{1,5}/?");
  }
}
