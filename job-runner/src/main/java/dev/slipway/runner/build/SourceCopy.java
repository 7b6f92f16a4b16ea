package dev.slipway.runner.build;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// One copy of a source into the workspace of a container: one thread writes the tar while another
/// sends it.
final class SourceCopy {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration STANDSTILL = Duration.ofSeconds(30);

  private final Engine engine;
  private final String container;
  private final Conduit conduit = new Conduit(STANDSTILL);
  private final AtomicReference<Optional<Throwable>> failure =
      new AtomicReference<>(Optional.empty());

  SourceCopy(Engine engine, String container) {
    this.engine = engine;
    this.container = container;
  }

  /// Copies `source` and, behind it, an empty file `marker`.
  void run(SourceTar source, String marker) throws InterruptedException {
    var writer = start(() -> write(source, marker));
    var sender = start(this::send);
    try {
      if (!writer.join(LIMIT) || !sender.join(LIMIT)) {
        throw Deadline.failure(
            what(), new IOException("it takes longer than " + LIMIT.toMinutes() + " min"));
      }
    } finally {
      writer.interrupt();
      sender.interrupt();
    }
    if (failure.get().isPresent()) {
      throw thrown(failure.get().get());
    }
  }

  private Thread start(Part part) {
    return Thread.ofVirtual()
        .name("source-copy")
        .start(() -> {
          try {
            part.run();
          } catch (IOException | RuntimeException e) {
            failure.compareAndSet(Optional.empty(), Optional.of(e));
            conduit.fail(e);
          }
        });
  }

  private void write(SourceTar source, String marker) throws IOException {
    var sink = conduit.sink();
    var tar = new SealedTar(sink);
    source.writeTo(tar);
    tar.seal(marker);
    sink.close();
  }

  private void send() {
    engine
        .client()
        .copyArchiveToContainerCmd(container)
        .withRemotePath(Hardening.WORKSPACE)
        .withTarInputStream(conduit.source())
        .exec();
  }

  /// What the source throws is its own affair, and goes on as it is.
  private RuntimeException thrown(Throwable cause) {
    boolean ofSource =
        cause instanceof RuntimeException
            && !cause.getClass().getName().startsWith("com.github.dockerjava.");
    return ofSource && cause instanceof RuntimeException runtime
        ? runtime
        : Deadline.failure(what(), cause);
  }

  private String what() {
    return "copy the source into the container " + container;
  }

  private interface Part {
    void run() throws IOException;
  }
}
