package dev.slipway.bench.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.slipway.cli.machine.FreePort;
import dev.slipway.core.secret.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A Redis of our own, in a folder and on a free port of the loopback interface. It can be killed,
/// emptied, and started again with or without what it knew.
public final class RedisServer implements AutoCloseable {

  private static final Secret PASSWORD = new Secret("only-on-loopback");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int ANSWER_MILLIS = 5_000;

  private final Path folder;
  private final int port = FreePort.any();
  private Process process;

  private RedisServer(Path folder) throws IOException {
    this.folder = folder;
    // By a file: a command line can be read by everybody.
    Files.write(
        folder.resolve("redis.conf"),
        List.of(
            "bind 127.0.0.1",
            "port " + port,
            "dir " + folder,
            "requirepass " + PASSWORD.reveal(),
            "save \"\"",
            "appendonly yes",
            "appendfsync everysec"));
    this.process = launch();
  }

  /// Starts one in `folder`, which is made and must not be there yet.
  public static RedisServer start(Path folder) throws InterruptedException {
    try {
      Files.createDirectory(folder);
      var server = new RedisServer(folder);
      server.awaitReady();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("Can't start Redis; is redis-server installed?", e);
    }
  }

  private Process launch() throws IOException {
    return new ProcessBuilder("redis-server", folder.resolve("redis.conf").toString())
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  private void awaitReady() throws InterruptedException {
    if (!Wait.until(PATIENCE, () -> "+PONG".equals(answer("PING")))) {
      throw new ProgramException("Redis does not answer; see " + folder.resolve("log"));
    }
  }

  /// Returns the first line that it answers to `command`, or nothing if it does not answer.
  private String answer(String command) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(ANSWER_MILLIS);
      var words = "AUTH " + PASSWORD.reveal() + "\r\n" + command + "\r\n";
      socket.getOutputStream().write(words.getBytes(US_ASCII));
      var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      var authorised = answers.readLine();
      var answer = answers.readLine();
      return "+OK".equals(authorised) && answer != null ? answer : "";
    } catch (IOException e) {
      return "";
    }
  }

  /// Returns its address, without the password.
  public URI url() {
    return URI.create("redis://127.0.0.1:" + port);
  }

  /// Returns its password.
  public Secret password() {
    return PASSWORD;
  }

  /// Empties it.
  public void flush() {
    var answer = answer("FLUSHALL");
    if (!"+OK".equals(answer)) {
      throw new ProgramException("Redis answered to FLUSHALL: " + answer);
    }
  }

  /// Kills it as `kill -9` does, and starts it again after `pause`.
  ///
  /// @param forget whether what it had on the disk is gone then
  public void killAndRestart(Duration pause, boolean forget) throws InterruptedException {
    Signals.kill(process);
    TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    try {
      if (forget) {
        Folders.remove(folder.resolve("appendonlydir"));
      }
      process = launch();
    } catch (IOException e) {
      throw new UncheckedIOException("Can't start Redis again", e);
    }
    awaitReady();
  }

  /// Stops it. What it kept stays in its folder.
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
