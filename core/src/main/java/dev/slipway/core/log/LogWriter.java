package dev.slipway.core.log;

/// Appends to one log. Not thread-safe.
public interface LogWriter extends AutoCloseable {

  /// Appends `length` bytes of `buffer` from `offset`; readers see them when it returns.
  void write(byte[] buffer, int offset, int length);

  @Override
  void close();
}
