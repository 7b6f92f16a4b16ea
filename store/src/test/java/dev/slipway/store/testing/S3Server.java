package dev.slipway.store.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.core.artifact.Bucket;
import dev.slipway.core.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// A real S3-compatible store (S3Proxy) in a temporary folder, which a test can hurt. It listens on
/// a port of the loopback interface that it keeps over a restart, and has one bucket.
public final class S3Server implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String BUCKET = "artifacts-of-tests";
  private static final String KEY_ID = "test-key";
  private static final Secret SECRET = new Secret("only-for-tests");
  private static final String LOGBACK =
      """
      <configuration>
        <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%msg%n</pattern></encoder>
        </appender>
        <root level="WARN"><appender-ref ref="OUT"/></root>
      </configuration>
      """;

  private final Path folder;
  private final int port;
  private final Thread atExit = new Thread(this::kill, "stop-s3");
  private Process process;

  private S3Server() throws IOException {
    this.folder = Files.createTempDirectory("slipway-s3");
    this.port = freePort();
    Files.createDirectories(folder.resolve("data").resolve(BUCKET));
    Files.writeString(folder.resolve("logback.xml"), LOGBACK);
    Files.writeString(folder.resolve("properties"), properties());
    this.process = launch();
  }

  /// Starts a server.
  public static S3Server start() {
    try {
      var server = new S3Server();
      Runtime.getRuntime().addShutdownHook(server.atExit);
      server.awaitReady();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("Can't start S3Proxy", e);
    }
  }

  /// Returns its bucket.
  public Bucket bucket() {
    return bucket(port);
  }

  /// Returns its bucket as it is reached through another port, with keys that begin with `test/`.
  public Bucket bucket(int throughPort) {
    var endpoint = URI.create("http://127.0.0.1:" + throughPort);
    return new Bucket(endpoint, BUCKET, "us-east-1", "test/", KEY_ID, SECRET, true);
  }

  /// Returns the port that it listens on.
  public int port() {
    return port;
  }

  /// Returns the file that it keeps the object `key` in.
  public Path file(String key) {
    return folder.resolve("data").resolve(BUCKET).resolve(key);
  }

  /// Kills it as nothing can prevent (SIGKILL), and waits until it is gone.
  public void kill() {
    process.destroyForcibly();
    process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /// Starts it again, with the objects that it had.
  public void startAgain() {
    try {
      process = launch();
      awaitReady();
    } catch (IOException e) {
      throw new UncheckedIOException("Can't start S3Proxy again", e);
    }
  }

  private String properties() {
    return String.join(
        "\n",
        "s3proxy.endpoint=http://127.0.0.1:" + port,
        "s3proxy.authorization=aws-v2-or-v4",
        "s3proxy.identity=" + KEY_ID,
        "s3proxy.credential=" + SECRET.reveal(),
        "jclouds.provider=filesystem-nio2",
        "jclouds.identity=none",
        "jclouds.credential=none",
        "jclouds.filesystem.basedir=" + folder.resolve("data"),
        "");
  }

  private Process launch() throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        List.of(
            java,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "-Dlogback.configurationFile=" + folder.resolve("logback.xml"),
            "-cp",
            classPath(),
            "org.gaul.s3proxy.Main",
            "--properties",
            folder.resolve("properties").toString());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  private static String classPath() throws IOException {
    try (var list = S3Server.class.getResourceAsStream("s3proxy.class-path")) {
      return new String(
          Objects.requireNonNull(list, "s3proxy.class-path, which the build of store writes")
              .readAllBytes(),
          UTF_8);
    }
  }

  private void awaitReady() throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException(
            "S3Proxy does not start: " + Files.readString(folder.resolve("log")));
      }
      pause();
    }
  }

  private void pause() {
    try {
      process.waitFor(50, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private boolean answers() {
    try {
      var url = URI.create("http://127.0.0.1:" + port + "/").toURL();
      var connection = (HttpURLConnection) url.openConnection();
      connection.setConnectTimeout(1000);
      connection.setReadTimeout(5000);
      return connection.getResponseCode() == HttpURLConnection.HTTP_FORBIDDEN;
    } catch (IOException _) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    kill();
    Runtime.getRuntime().removeShutdownHook(atExit);
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Can't delete " + folder, e);
    }
  }
}
