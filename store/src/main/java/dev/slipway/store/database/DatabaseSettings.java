package dev.slipway.store.database;

import dev.slipway.core.secret.Secret;

/// Which database to use, and as whom.
///
/// @param url the JDBC URL, without a password
/// @param poolSize how many connections may be open at once
public record DatabaseSettings(String url, String user, Secret password, int poolSize) {

  public DatabaseSettings {
    if (!url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("database URL must be of H2 or PostgreSQL: " + url);
    }
    if (poolSize < 1) {
      throw new IllegalArgumentException("pool size must be at least 1: " + poolSize);
    }
  }
}
