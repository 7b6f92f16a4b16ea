package dev.slipway.artifact;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The memory that a tar is mapped to, from the first time that it is wanted until this is closed.
///
/// Mapping and closing are for one thread at a time; who holds the memory must have let go of it
/// before this is closed.
final class MappedTar implements AutoCloseable {

  private final Arena arena = Arena.ofShared();
  private volatile @Nullable MemorySegment segment;

  /// Returns the memory, if it is mapped.
  Optional<MemorySegment> segment() {
    return Optional.ofNullable(segment);
  }

  /// Maps all of `channel`, unless that was done before.
  MemorySegment map(FileChannel channel) throws IOException {
    var known = segment;
    if (known == null) {
      known = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      segment = known;
    }
    return known;
  }

  @Override
  public void close() {
    arena.close();
  }
}
