package dev.slipway.artifact;

import dev.slipway.artifact.rules.Rules;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// An open artifact: what serves it, the place of every body, and the file to read them from.
/// Thread-safe.
///
/// To open one reads the manifest and every header, and none of the bodies: that their bytes are
/// those of the digests is checked where artifacts are kept.
public final class Artifact implements AutoCloseable {

  private final Path tar;
  private final ArtifactIndex index;
  private final MappedTar mapped = new MappedTar();
  private volatile FileChannel channel;
  private volatile boolean closed;

  private Artifact(Path tar, FileChannel channel, ArtifactIndex index) {
    this.tar = tar;
    this.channel = channel;
    this.index = index;
  }

  /// Opens `tar`.
  ///
  /// @throws ArtifactException naming the file and its fault, if it is not a sound artifact: cut
  ///   off, damaged, of a newer format, or with other entries than its manifest says
  public static Artifact open(Path tar) {
    FileChannel channel;
    try {
      channel = FileChannel.open(tar);
    } catch (IOException e) {
      throw new ArtifactException("cannot open the artifact " + tar, e);
    }
    try {
      return new Artifact(tar, channel, ArtifactIndex.read(channel));
    } catch (IOException | RuntimeException e) {
      closeQuietly(channel, e);
      throw new ArtifactException("the artifact " + tar + " is not sound: " + e.getMessage(), e);
    }
  }

  /// Returns the time of the commit that it was built from.
  public Instant committedAt() {
    return index.committedAt();
  }

  public Fallback fallback() {
    return index.fallback();
  }

  /// Reads the whole manifest again. What serves needs no more of it than the other methods have.
  public Manifest manifest() {
    try {
      return ArtifactIndex.manifest(channel(), index.manifest());
    } catch (IOException e) {
      throw new ArtifactException("cannot read the manifest of " + tar, e);
    }
  }

  /// Returns what the site's own files say about how it is served.
  public Rules rules() {
    return index.rules();
  }

  /// Returns the file whose path is exactly `path`, such as `assets/app-x1.js`.
  public Optional<StoredFile> file(String path) {
    return index.files().find(path);
  }

  /// Returns the tar for positional reads; valid until this artifact is closed.
  ///
  /// A thread that is interrupted while it reads from a file channel closes it for every other
  /// (java.nio). The next call then opens the tar again; so ask for the channel before each read.
  public FileChannel channel() {
    var current = channel;
    return current.isOpen() ? current : reopened();
  }

  /// Returns the whole body at `extent`, ready to be read; for small ones.
  public ByteBuffer read(Extent extent) {
    var buffer = ByteBuffer.allocate(Math.toIntExact(extent.length()));
    read(extent.offset(), buffer);
    return buffer.flip();
  }

  /// Reads the bytes from `offset` on until `buffer` has no more room.
  public void read(long offset, ByteBuffer buffer) {
    int start = buffer.position();
    while (buffer.hasRemaining()) {
      try {
        if (channel().read(buffer, offset + buffer.position() - start) < 0) {
          throw new ArtifactException("the artifact " + tar + " was cut off while it was open");
        }
      } catch (ClosedByInterruptException e) {
        throw new ArtifactException("interrupted while reading the artifact " + tar, e);
      } catch (AsynchronousCloseException e) {
        // Another reader was interrupted, or this was closed: the next turn tells which.
      } catch (ClosedChannelException e) {
        // The same, before this read began.
      } catch (IOException e) {
        throw new ArtifactException("cannot read the artifact " + tar, e);
      }
    }
  }

  /// Returns the whole tar as memory; valid until this artifact is closed, and only to be handed to
  /// the kernel: to touch bytes of a file that was cut off meanwhile would be a fault of memory.
  public MemorySegment mapped() {
    var known = mapped.segment();
    return known.isPresent() ? known.get() : map();
  }

  /// Checks that the tar still has its first `length` bytes, where what is mapped could not be
  /// read.
  ///
  /// @throws ArtifactException if it was cut off
  public void requireLength(long length) {
    try {
      if (channel().size() < length) {
        throw new ArtifactException("the artifact " + tar + " was cut off while it was open");
      }
    } catch (IOException e) {
      throw new ArtifactException("cannot read the artifact " + tar, e);
    }
  }

  /// Returns about how many bytes of heap it takes while it is open.
  public long weight() {
    return index.weight();
  }

  @Override
  public synchronized void close() {
    closed = true;
    mapped.close();
    try {
      channel.close();
    } catch (IOException e) {
      throw new ArtifactException("cannot close the artifact " + tar, e);
    }
  }

  private synchronized MemorySegment map() {
    requireOpen();
    try {
      return mapped.map(channel());
    } catch (IOException e) {
      throw new ArtifactException("cannot map the artifact " + tar, e);
    }
  }

  private synchronized FileChannel reopened() {
    requireOpen();
    if (!channel.isOpen()) {
      try {
        channel = FileChannel.open(tar);
      } catch (IOException e) {
        throw new ArtifactException("cannot open the artifact " + tar + " again", e);
      }
    }
    return channel;
  }

  private void requireOpen() {
    if (closed) {
      throw new ArtifactException("the artifact " + tar + " is closed");
    }
  }

  private static void closeQuietly(FileChannel channel, Exception cause) {
    try {
      channel.close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
