package dev.slipway.store.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.secret.Secret;
import dev.slipway.migrations.Migrations;
import dev.slipway.store.failure.StoreException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {

  private EmbeddedDatabase opened;
  private Database database;

  @BeforeEach
  void open(@TempDir Path folder) {
    opened = EmbeddedDatabase.open(folder.resolve("database"), new Secret("password"), 2);
    database = opened.database();
  }

  @AfterEach
  void close() {
    opened.close();
  }

  @Test
  void isTheOneThatTheMigrationsMake() {
    Migrations.apply(database.dataSource());

    assertThatCode(() -> Schema.require(database.db())).doesNotThrowAnyException();
  }

  @Test
  void isRefusedWhereThereIsNone() {
    assertThatThrownBy(() -> Schema.require(database.db()))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "The database has no schema yet, which this Slipway needs: run slipway migrate");
  }

  @Test
  void isRefusedWhenItIsOlder() {
    Migrations.apply(database.dataSource());
    database
        .db()
        .sql("delete from flyway_schema_history where cast(version as integer) = :newest")
        .bind("newest", Schema.VERSION)
        .update();

    assertThatThrownBy(() -> Schema.require(database.db()))
        .hasMessageContaining(", older than " + Schema.VERSION)
        .hasMessageEndingWith("run slipway migrate");
  }

  @Test
  void isRefusedWhenItIsNewer() {
    Migrations.apply(database.dataSource());
    database
        .db()
        .sql(
            """
            update flyway_schema_history set version = '999'
            where cast(version as integer) = :newest
            """)
        .bind("newest", Schema.VERSION)
        .update();

    assertThatThrownBy(() -> Schema.require(database.db()))
        .hasMessageContaining("is version 999, newer than " + Schema.VERSION);
  }
}
