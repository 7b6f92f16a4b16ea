package dev.slipway.runner;

import dev.slipway.core.alias.Domain;
import dev.slipway.process.settings.Settings;
import dev.slipway.runner.job.Environments;
import dev.slipway.store.database.Db;
import dev.slipway.store.failure.StoreException;
import dev.slipway.store.secret.EncryptionKey;
import dev.slipway.store.tables.DatabaseVariables;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/// How a runner reads the variables of projects, and what it tells builds of the platform.
///
/// @param encryptionKey the file of the key that decrypts them. It is read only for a project that
///   has variables, so that other builds neither need it nor wait for it
record VariableSettings(Domain domain, Optional<Path> encryptionKey) {

  static VariableSettings read(Settings settings) {
    return new VariableSettings(
        settings.domain("SLIPWAY_URL"), settings.optionalPath("SLIPWAY_ENCRYPTION_KEY_FILE"));
  }

  /// Returns where builds get their environment from, with the variables that are in `db`.
  Environments environments(Db db, Clock clock) {
    return new Environments(
        new DatabaseVariables(db, this::key, clock, new SecureRandom()), domain);
  }

  private EncryptionKey key() {
    return encryptionKey
        .map(EncryptionKey::from)
        .orElseThrow(() ->
            new StoreException(
                "The variables of the project can't be decrypted: this runner has no key. Set"
                    + " SLIPWAY_ENCRYPTION_KEY_FILE to the file that the receiver uses"));
  }
}
