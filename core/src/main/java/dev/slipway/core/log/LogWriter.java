package dev.slipway.core.log;

/// Appends to one log. Not thread-safe, but [#flush] may be called at any time.
public interface LogWriter extends AutoCloseable {

  /// Appends `length` bytes of `buffer` from `offset`. Readers in this process see them when it
  /// returns, all others a moment later at most.
  void write(byte[] buffer, int offset, int length);

  /// Returns when all readers see what was written.
  default void flush() {}

  @Override
  void close();
}
