package dev.slipway.runner.build;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// A folder of a container, or an image, as the engine reads it: a tar. Reading never waits for
/// ever: a virtual thread reads from the engine, and is interrupted when this is closed.
final class ArchiveStream extends FilterInputStream {

  private static final Duration STANDSTILL = Duration.ofSeconds(60);

  private final Thread reader;

  private ArchiveStream(InputStream in, Thread reader) {
    super(in);
    this.reader = reader;
  }

  static ArchiveStream open(Engine engine, String container, String path) {
    return of(
        engine.call(
            Engine.LONG,
            "read " + path + " of the container " + container,
            () -> engine.client().copyArchiveFromContainerCmd(container, path).exec()));
  }

  /// Returns what reads on in `archive`, an answer of the engine's.
  static ArchiveStream of(InputStream archive) {
    var conduit = new Conduit(STANDSTILL);
    var reader = Thread.ofVirtual().name("archive").start(() -> carry(archive, conduit));
    return new ArchiveStream(conduit.source(), reader);
  }

  private static void carry(InputStream archive, Conduit conduit) {
    try (archive) {
      var sink = conduit.sink();
      archive.transferTo(sink);
      sink.close();
    } catch (IOException | RuntimeException e) {
      conduit.fail(e);
    }
  }

  @Override
  public void close() throws IOException {
    reader.interrupt();
    super.close();
  }
}
