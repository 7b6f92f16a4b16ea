package dev.slipway.bench;

import dev.slipway.bench.server.Caches;
import dev.slipway.cli.client.ApiClient;
import dev.slipway.cli.embedded.DataFolder;
import dev.slipway.cli.machine.FreePort;
import dev.slipway.core.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A real `slipway up` as a process of its own, on a free port with a data folder of its own.
///
/// Benchmarks and acceptance tests start it, so that what they see is what a user gets.
public final class SlipwayProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(50);

  /// Those of the launcher, so that what is measured is what people run.
  private static final List<String> JAVA_OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xms32m",
          "-Xmx256m",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Djdk.httpclient.allowRestrictedHeaders=host");

  private static final String MAIN = "dev.slipway.cli.SlipwayMain";

  private final Process process;
  private final DataFolder data;
  private final int port;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private SlipwayProcess(Process process, DataFolder data, int port) {
    this.process = process;
    this.data = data;
    this.port = port;
  }

  /// Starts it with the data folder `data`, its messages appended to `log`, and waits until it
  /// answers.
  ///
  /// @param settings `SLIPWAY_…` variables for it
  public static SlipwayProcess start(Path data, Path log, Map<String, String> settings)
      throws IOException, InterruptedException {
    int port = FreePort.any();
    var folder = DataFolder.open(data);
    Files.deleteIfExists(folder.address());
    var builder = new ProcessBuilder(argv(folder, port));
    builder.environment().putAll(settings);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    var started = new SlipwayProcess(builder.start(), folder, port);
    started.awaitAnswer(log);
    return started;
  }

  private static List<String> argv(DataFolder data, int port) {
    var argv = new ArrayList<String>();
    argv.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    argv.addAll(JAVA_OPTIONS);
    argv.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    argv.addAll(List.of("up", "--no-install", "--port", "" + port));
    argv.addAll(List.of("--data", data.root().toString()));
    return argv;
  }

  private void awaitAnswer(Path log) throws InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    while (DataFolder.read(data.address()).isEmpty()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new IllegalStateException("slipway up did not start; see " + log);
      }
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
    }
  }

  /// Returns the control host's address.
  public URI address() {
    return URI.create("http://localhost:" + port);
  }

  /// Returns the port that it listens on.
  public int port() {
    return port;
  }

  /// Returns its data folder.
  public DataFolder data() {
    return data;
  }

  /// Returns the operating system's id of the process.
  public long pid() {
    return process.pid();
  }

  /// Returns the client that everything is asked with.
  public HttpClient http() {
    return http;
  }

  /// Returns its API, with its first token.
  public ApiClient api() {
    var token = DataFolder.read(data.apiToken()).orElseThrow();
    return new ApiClient(http, address(), new Secret(token));
  }

  /// Kills it as `kill -9` does, and waits until it is gone. Its children are left to themselves.
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Returns the name by which its containers and volumes are known.
  public String instance() {
    return DataFolder.read(data.root().resolve("instance")).orElseThrow();
  }

  /// Stops it as `kill` does, and waits for it; kills it if it takes too long. What its builds have
  /// kept for the next ones is removed.
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
      Caches.remove(instance());
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
