package dev.slipway.store.tables;

import dev.slipway.core.signing.SigningKey;
import dev.slipway.core.signing.SigningKeys;
import dev.slipway.core.signing.VerifyingKey;
import dev.slipway.store.database.Db;
import dev.slipway.store.database.Sql;
import dev.slipway.store.secret.EncryptionKey;
import java.time.Clock;
import java.util.Optional;

/// The platform's signing key in the database; its private half is encrypted, for its row only.
public final class DatabaseSigningKeys implements SigningKeys {

  private static final String PURPOSE = "signing key of the platform";

  private final Db db;
  private final EncryptionKey encryption;
  private final Clock clock;

  public DatabaseSigningKeys(Db db, EncryptionKey encryption, Clock clock) {
    this.db = db;
    this.encryption = encryption;
    this.clock = clock;
  }

  @Override
  public SigningKey platform() {
    return find(db).orElseGet(this::make);
  }

  /// Makes the key, unless another process has made one meanwhile.
  private SigningKey make() {
    var fresh = SigningKey.random();
    var encrypted = encryption.encrypt(fresh.privateKey(), PURPOSE);
    var now = clock.instant();
    return db.transactionThatLooksFirst(tx -> {
      var known = find(tx);
      if (known.isPresent()) {
        return known.get();
      }
      tx.sql(
              """
              insert into signing_key (name, public_key, private_key, created_at)
              values ('platform', :public, :private, :now)
              """)
          .bind("public", fresh.verifying().base64())
          .bind("private", encrypted)
          .bind("now", now)
          .update();
      return fresh;
    });
  }

  private Optional<SigningKey> find(Sql sql) {
    return sql.sql("select public_key, private_key from signing_key where name = 'platform'")
        .optional(row ->
            new SigningKey(
                new VerifyingKey(row.text("public_key")),
                encryption.decrypt(row.text("private_key"), PURPOSE)));
  }
}
