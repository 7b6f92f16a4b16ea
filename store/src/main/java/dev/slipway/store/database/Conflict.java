package dev.slipway.store.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/// Tells why a database refused a statement or a commit, by the SQL state.
final class Conflict {

  /// Serialization failure, deadlock (PostgreSQL, H2), lock not available (PostgreSQL), lock
  /// time-out (H2), row changed meanwhile (H2).
  private static final Set<String> PASSING = Set.of("40001", "40P01", "55P03", "HYT00", "90131");

  private static final String UNIQUE_VIOLATION = "23505";

  /// What a server says that is starting, or is told to stop, or has too many connections; and the
  /// class of all states for connections that fail.
  private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "53300");

  private static final String CONNECTION_FAILED = "08";

  private Conflict() {}

  /// Tells whether the same transaction may well succeed if it is run again.
  static boolean isPassing(Throwable failure) {
    return state(failure).filter(PASSING::contains).isPresent();
  }

  /// Tells whether the database can't be reached, which may pass.
  static boolean isAway(Throwable failure) {
    return state(failure)
        .filter(state -> state.startsWith(CONNECTION_FAILED) || AWAY.contains(state))
        .isPresent();
  }

  /// Tells whether a row with the same key was there.
  static boolean isDuplicate(Throwable failure) {
    return state(failure).filter(UNIQUE_VIOLATION::equals).isPresent();
  }

  /// Returns what the database itself said.
  static String message(Throwable failure) {
    return String.valueOf(inside(failure).<Throwable>map(e -> e).orElse(failure).getMessage());
  }

  private static Optional<String> state(Throwable failure) {
    return inside(failure).map(SQLException::getSQLState);
  }

  private static Optional<SQLException> inside(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof SQLException found) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }
}
