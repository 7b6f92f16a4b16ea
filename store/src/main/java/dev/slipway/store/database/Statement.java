package dev.slipway.store.database;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One SQL statement and its parameters.
///
/// A UUID is bound as text, so SQL must say `cast(:id as uuid)`; `:id::uuid` is not understood. A
/// time is kept to the microsecond, which is what both databases keep. PostgreSQL takes no NUL in a
/// text, so there U+FFFD stands for it.
public final class Statement {

  /// What DB Client calls every statement: it needs a name, and would make a digest of the text.
  private static final String NAME = "statement";

  /// The work that a statement does on an open connection.
  interface Work<T> {
    T on(DbExecute execute);
  }

  /// Gives the work an open connection.
  interface Execution {
    <T> T run(Work<T> work);
  }

  private final String text;
  private final Execution execution;
  private final Map<String, @Nullable Object> parameters = new HashMap<>();

  Statement(String text, Execution execution) {
    this.text = text;
    this.execution = execution;
  }

  public Statement bind(String name, String value) {
    return set(name, value.replace('\0', '\uFFFD'));
  }

  public Statement bind(String name, UUID value) {
    return set(name, value.toString());
  }

  public Statement bind(String name, Instant value) {
    return set(name, value.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
  }

  public Statement bind(String name, boolean value) {
    return set(name, value);
  }

  public Statement bind(String name, long value) {
    return set(name, value);
  }

  public Statement bindNull(String name) {
    return set(name, null);
  }

  /// Runs a query, and returns what `mapper` makes of every row.
  public <T> List<T> list(RowMapper<T> mapper) {
    return execution.run(execute -> {
      var query = execute.createNamedQuery(NAME, text);
      parameters.forEach(query::addParam);
      try (Stream<DbRow> rows = query.execute()) {
        return rows.map(row -> mapper.map(new Row(row))).toList();
      }
    });
  }

  /// Runs a query that gives one row at most.
  public <T> Optional<T> optional(RowMapper<T> mapper) {
    return list(mapper).stream().findFirst();
  }

  /// Tells whether a query gives any row.
  public boolean exists() {
    return !list(row -> true).isEmpty();
  }

  /// Runs an insert, update or delete, and returns how many rows that changed.
  public long update() {
    return execution.run(execute -> {
      var statement = execute.createNamedDmlStatement(NAME, text);
      parameters.forEach(statement::addParam);
      return statement.execute();
    });
  }

  private Statement set(String name, @Nullable Object value) {
    parameters.put(name, value);
    return this;
  }
}
