package dev.slipway.store.database;

import dev.slipway.store.failure.StoreException;
import io.helidon.dbclient.DbRow;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One row of a result, whose values have the same types whatever the database.
public final class Row {

  private final DbRow row;

  Row(DbRow row) {
    this.row = row;
  }

  public String text(String column) {
    return present(column, optionalText(column));
  }

  public Optional<String> optionalText(String column) {
    return Optional.ofNullable(value(column)).map(Object::toString);
  }

  public UUID uuid(String column) {
    return present(column, optionalUuid(column));
  }

  public Optional<UUID> optionalUuid(String column) {
    return Optional.ofNullable(value(column)).map(UUID.class::cast);
  }

  public Instant instant(String column) {
    return present(column, optionalInstant(column));
  }

  /// Returns a `timestamp with time zone`: H2 has it as one type, PostgreSQL's driver as another.
  public Optional<Instant> optionalInstant(String column) {
    return switch (value(column)) {
      case null -> Optional.empty();
      case OffsetDateTime time -> Optional.of(time.toInstant());
      case Timestamp time -> Optional.of(time.toInstant());
      case Object other -> throw new StoreException(column + " is not a time but " + other);
    };
  }

  /// Returns any kind of whole number: what one database has as an `int`, the other has as a
  /// `bigint`.
  public long number(String column) {
    return present(column, optionalNumber(column));
  }

  public Optional<Long> optionalNumber(String column) {
    return Optional.ofNullable(value(column)).map(Number.class::cast).map(Number::longValue);
  }

  public boolean flag(String column) {
    return present(column, Optional.ofNullable(value(column)).map(Boolean.class::cast));
  }

  private @Nullable Object value(String column) {
    return row.column(column).get(Object.class);
  }

  private static <T> T present(String column, Optional<T> value) {
    return value.orElseThrow(() -> new StoreException("column " + column + " has no value"));
  }
}
