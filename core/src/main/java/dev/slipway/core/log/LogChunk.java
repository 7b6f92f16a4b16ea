package dev.slipway.core.log;

/// A piece of a log.
///
/// @param offset where in the log the bytes begin
/// @param bytes the caller's own, to keep or to change
@SuppressWarnings("ArrayRecordComponent") // bytes on their way out; nobody compares chunks
public record LogChunk(long offset, byte[] bytes) {

  /// Returns the offset behind the last byte.
  public long next() {
    return offset + bytes.length;
  }
}
