package dev.slipway.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {

  @TempDir private Path folder;

  @Test
  void makesTheTablesOfAnEmptyDatabase() throws SQLException {
    var database = database();

    int applied = Migrations.apply(database);

    assertThat(applied).isEqualTo(12);
    assertThat(texts(database, "select table_name from information_schema.tables"))
        .contains("account", "api_token", "project", "deployment", "delivery", "job", "attempt")
        .contains(
            "host", "alias_move", "project_access", "bypass_token", "route_change", "artifact_hold")
        .contains("variable_set", "variable")
        .contains("build_record", "build_cache");
  }

  @Test
  void makesTheFirstAccount() throws SQLException {
    var database = database();

    Migrations.apply(database);

    assertThat(texts(database, "select cast(id as varchar) || ' ' || name from account"))
        .containsExactly("00000000-0000-0000-0000-000000000001 first");
  }

  @Test
  void appliesNothingTwice() {
    var database = database();
    Migrations.apply(database);

    int applied = Migrations.apply(database);

    assertThat(applied).isZero();
  }

  @Test
  void refusesASchemaThatSomethingElseMade() throws SQLException {
    var database = database();
    execute(database, "create table project (id integer)");

    assertThatThrownBy(() -> Migrations.apply(database))
        .isInstanceOf(MigrationException.class)
        .hasMessageStartingWith("The database could not be brought up to date: ");
  }

  private JdbcDataSource database() {
    var database = new JdbcDataSource();
    database.setUrl(
        "jdbc:h2:file:"
            + folder.resolve("schema")
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
    database.setUser("slipway");
    database.setPassword("");
    return database;
  }

  private static void execute(JdbcDataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> texts(JdbcDataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var texts = new ArrayList<String>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }
}
