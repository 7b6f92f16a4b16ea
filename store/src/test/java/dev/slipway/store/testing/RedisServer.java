package dev.slipway.store.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.core.secret.Secret;
import dev.slipway.store.redis.RedisSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A real Redis in a temporary folder, which a test can hurt in every way. It listens on a free
/// port of the loopback interface, wants a password, and keeps its data over a restart.
public final class RedisServer implements AutoCloseable {

  private static final Secret PASSWORD = new Secret("only-for-tests");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int PORTS_TO_TRY = 5;

  private final Path folder;
  private final Thread atExit = new Thread(this::end, "stop-redis");
  private Process process;
  private int port;

  private RedisServer() throws IOException {
    this.folder = Files.createTempDirectory("slipway-redis");
    this.port = freePort();
    this.process = launch();
  }

  /// Starts a server.
  ///
  /// @throws IllegalStateException if Redis is not installed, or does not start
  public static RedisServer start() {
    try {
      var server = new RedisServer();
      Runtime.getRuntime().addShutdownHook(server.atExit);
      for (int ports = 1; !server.becomesReady(); ports++) {
        if (ports == PORTS_TO_TRY) {
          throw new IllegalStateException("Redis does not start" + server.log());
        }
        server.port = freePort(); // something else took the last one meanwhile
        server.process = server.launch();
      }
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("Can't start Redis", e);
    }
  }

  /// Returns how to use it.
  public RedisSettings settings() {
    return new RedisSettings(URI.create("redis://127.0.0.1:" + port), Optional.of(PASSWORD));
  }

  /// Kills it as nothing can prevent (SIGKILL), and waits until it is gone.
  public void kill() {
    process.destroyForcibly();
    process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /// Starts it again, with the data that it had.
  public void startAgain() {
    try {
      process = launch();
      if (!becomesReady()) {
        throw new IllegalStateException("Redis does not start again" + log());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Can't start Redis again", e);
    }
  }

  /// Starts it again, without the data that it had.
  public void startEmpty() {
    try {
      delete(folder.resolve("data"));
    } catch (IOException e) {
      throw new UncheckedIOException("Can't delete the data of Redis", e);
    }
    startAgain();
  }

  /// Makes it hang (SIGSTOP), until it is resumed.
  public void pause() {
    signal("-STOP");
  }

  /// Ends the pause (SIGCONT).
  public void resume() {
    signal("-CONT");
  }

  /// Deletes all data.
  public void flush() {
    send("FLUSHALL");
  }

  /// Returns the answer to `command`, words with a space between, up to the end of its first line.
  public String send(String command) {
    try (var socket = new Socket()) {
      socket.connect(address(), (int) PATIENCE.toMillis());
      socket.setSoTimeout((int) PATIENCE.toMillis());
      var input = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      var output = socket.getOutputStream();
      output.write(("AUTH " + PASSWORD.reveal() + "\r\n" + command + "\r\n").getBytes(UTF_8));
      var authorized = input.readLine();
      var answer = input.readLine();
      if (answer == null || !"+OK".equals(authorized) || answer.startsWith("-")) {
        throw new IllegalStateException(command + " was answered " + authorized + ", " + answer);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException("Can't send Redis " + command, e);
    }
  }

  private Process launch() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    var command =
        List.of(
            "redis-server",
            "--port",
            "" + port,
            "--bind",
            "127.0.0.1",
            "--requirepass",
            PASSWORD.reveal(),
            "--dir",
            folder.resolve("data").toString(),
            "--appendonly",
            "yes",
            "--appendfsync",
            "no");
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("log").toFile())
          .start();
    } catch (IOException e) {
      throw new IllegalStateException(
          "These tests need Redis: install redis-server (apt-get install redis-server) or run"
              + " ./dev test",
          e);
    }
  }

  private boolean becomesReady() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      try {
        send("PING");
        return true;
      } catch (UncheckedIOException | IllegalStateException _) {
        pauseBriefly(); // it does not listen yet, or loads its data
      }
    }
    return false;
  }

  private static void pauseBriefly() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while Redis was starting", e);
    }
  }

  private void signal(String signal) {
    try {
      new ProcessBuilder("kill", signal, "" + process.pid()).start().waitFor(5, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't send Redis the signal " + signal, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private String log() {
    try {
      return ":\n" + Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      return " (and its log can't be read: " + e + ")";
    }
  }

  /// Kills the server, and deletes what it kept.
  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private void end() {
    kill();
    try {
      delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't delete the data of Redis", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
