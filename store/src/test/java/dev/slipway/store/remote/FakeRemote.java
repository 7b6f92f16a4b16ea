package dev.slipway.store.remote;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.store.artifacts.Tars;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A store on another machine that can be away, hang, or send what it should not.
final class FakeRemote implements RemoteArtifacts {

  private final Map<ArtifactDigest, byte[]> kept = new ConcurrentHashMap<>();
  private final AtomicInteger fetches = new AtomicInteger();
  private final AtomicInteger toCut = new AtomicInteger();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile boolean away;

  /// Keeps `bytes`.
  ArtifactDigest add(byte[] bytes) {
    var digest = Tars.digest(bytes);
    kept.put(digest, bytes);
    return digest;
  }

  /// Makes it send `bytes` for `digest`.
  void send(ArtifactDigest digest, byte[] bytes) {
    kept.put(digest, bytes);
  }

  /// Makes the next `times` fetches end in their middle.
  void cut(int times) {
    toCut.set(times);
  }

  void setAway(boolean value) {
    away = value;
  }

  /// Makes every fetch wait in its middle until the latch that is returned is counted down.
  CountDownLatch hang() {
    gate = new CountDownLatch(1);
    return gate;
  }

  int fetches() {
    return fetches.get();
  }

  @Override
  public void put(ArtifactDigest digest, Path file) {
    try {
      kept.put(digest, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<Incoming> fetch(ArtifactDigest digest) throws IOException {
    fetches.incrementAndGet();
    if (away) {
      throw new IOException("connection refused");
    }
    var bytes = kept.get(digest);
    if (bytes == null) {
      return Optional.empty();
    }
    boolean whole = toCut.getAndUpdate(times -> Math.max(0, times - 1)) == 0;
    var sent = whole ? bytes : Arrays.copyOf(bytes, bytes.length / 2);
    return Optional.of(new Incoming(bytes.length, new Gated(new ByteArrayInputStream(sent), gate)));
  }

  @Override
  public String name() {
    return "the fake";
  }

  @Override
  public void close() {
    // Nothing is open.
  }

  /// Bytes of which a few come at a time, and none before the gate opens.
  private static final class Gated extends InputStream {

    private final InputStream bytes;
    private final CountDownLatch gate;

    private Gated(InputStream bytes, CountDownLatch gate) {
      this.bytes = bytes;
      this.gate = gate;
    }

    @Override
    public int read() throws IOException {
      await();
      return bytes.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      await();
      return bytes.read(buffer, offset, Math.min(length, 1000));
    }

    private void await() throws IOException {
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }
}
