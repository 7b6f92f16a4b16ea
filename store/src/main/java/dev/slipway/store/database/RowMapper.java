package dev.slipway.store.database;

/// Makes a value of one row.
///
/// @param <T> the value
@FunctionalInterface
public interface RowMapper<T> {

  T map(Row row);
}
