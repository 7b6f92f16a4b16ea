package dev.slipway.store.tables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.store.failure.StoreException;
import dev.slipway.store.secret.EncryptionKey;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

abstract class SigningKeysContract extends TablesContract {

  @TempDir private Path keys;

  @Test
  void makesThePlatformsKeyOnce() {
    var encryption = EncryptionKey.in(keys);
    var first = new DatabaseSigningKeys(world.db, encryption, world.clock).platform();

    var again = new DatabaseSigningKeys(world.db, encryption, world.clock).platform();

    assertThat(again.verifying()).isEqualTo(first.verifying());
    var message = "hello".getBytes(UTF_8);
    assertThat(first.verifying().verifies(message, again.sign(message))).isTrue();
    assertThat(world.count("signing_key")).isEqualTo(1);
  }

  @Test
  void doesNotShowItToWhoHasOnlyTheDatabase() {
    var key = new DatabaseSigningKeys(world.db, EncryptionKey.in(keys), world.clock).platform();

    var stored =
        world
            .db
            .sql("select private_key from signing_key")
            .optional(row -> row.text("private_key"))
            .orElseThrow();

    assertThat(stored).doesNotContain(key.privateKey().reveal());
    assertThatThrownBy(() ->
            new DatabaseSigningKeys(world.db, EncryptionKey.in(keys.resolve("other")), world.clock)
                .platform())
        .isInstanceOf(StoreException.class);
  }
}
