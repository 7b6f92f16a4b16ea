package dev.slipway.store.testing;

import dev.slipway.core.secret.Secret;
import dev.slipway.store.database.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A real PostgreSQL, made of Debian's binaries in a temporary folder for as long as tests need it.
///
/// It listens on a free port of the loopback interface. It refuses to run as root, so there it runs
/// as `postgres`. What it keeps is not flushed to the disk: nobody kills its machine.
public final class PostgresServer implements AutoCloseable {

  private static final Path INSTALLATIONS = Path.of("/usr/lib/postgresql");
  private static final String USER = "postgres";
  private static final Secret PASSWORD = new Secret("only-for-tests");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PORTS_TO_TRY = 5;
  private static final int POOL_SIZE = 10;

  private final Path folder;
  private final Path binaries;
  private final AtomicInteger databases = new AtomicInteger();
  private final Thread atExit = new Thread(this::stop, "stop-postgres");
  private Process process;
  private int port;

  private PostgresServer(Path binaries) throws IOException, InterruptedException {
    this.binaries = binaries;
    this.folder = Files.createTempDirectory("slipway-postgres");
    makeCluster();
    this.port = freePort();
    this.process = launch();
  }

  /// Starts a server.
  ///
  /// @throws IllegalStateException if PostgreSQL is not installed, or does not start
  public static PostgresServer start() {
    try {
      var server = new PostgresServer(binaries());
      Runtime.getRuntime().addShutdownHook(server.atExit);
      server.awaitReady();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("Can't start PostgreSQL", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while PostgreSQL was starting", e);
    }
  }

  /// Makes an empty database.
  public DatabaseSettings createDatabase() {
    var name = "slipway" + databases.incrementAndGet();
    try {
      run("createdb", "-h", folder.toString(), "-p", "" + port, "-U", USER, name);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't make the database " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while making the database " + name, e);
    }
    var url = "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    return new DatabaseSettings(url, USER, PASSWORD, POOL_SIZE);
  }

  private static Path binaries() throws IOException {
    if (Files.isDirectory(INSTALLATIONS)) {
      try (var versions = Files.list(INSTALLATIONS)) {
        var newest =
            versions
                .map(version -> version.resolve("bin"))
                .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
                .max(Comparator.naturalOrder());
        if (newest.isPresent()) {
          return newest.get();
        }
      }
    }
    throw new IllegalStateException(
        "These tests need PostgreSQL: install postgresql (apt-get install postgresql) or run"
            + " ./dev test");
  }

  private void makeCluster() throws IOException, InterruptedException {
    if (isRoot()) {
      var users = folder.getFileSystem().getUserPrincipalLookupService();
      Files.setOwner(folder, users.lookupPrincipalByName(USER));
    }
    var passwordFile = folder.resolve("password");
    Files.writeString(passwordFile, PASSWORD.reveal() + "\n");
    run(
        "initdb",
        "--pgdata=" + folder.resolve("data"),
        "--username=" + USER,
        "--pwfile=" + passwordFile,
        "--auth-local=trust",
        "--auth-host=scram-sha-256",
        "--encoding=UTF8",
        "--no-locale",
        "--no-sync",
        "--no-instructions");
  }

  private void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (int ports = 1; !accepts(); TimeUnit.MILLISECONDS.sleep(50)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("PostgreSQL is not ready after " + PATIENCE + log());
      }
      if (!process.isAlive()) {
        if (ports++ == PORTS_TO_TRY) {
          throw new IllegalStateException("PostgreSQL does not start" + log());
        }
        port = freePort(); // something else took the last one meanwhile
        process = launch();
      }
    }
  }

  private Process launch() throws IOException {
    var options = new ArrayList<String>();
    options.addAll(List.of("-D", folder.resolve("data").toString()));
    options.addAll(List.of("-k", folder.toString(), "-p", "" + port));
    options.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"));
    return new ProcessBuilder(command("postgres", options))
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  private boolean accepts() throws IOException, InterruptedException {
    return exitCode("pg_isready", List.of("-q", "-h", folder.toString(), "-p", "" + port)) == 0;
  }

  private void run(String program, String... arguments) throws IOException, InterruptedException {
    int exitCode = exitCode(program, List.of(arguments));
    if (exitCode != 0) {
      throw new IllegalStateException(program + " ended with " + exitCode + log());
    }
  }

  private int exitCode(String program, List<String> arguments)
      throws IOException, InterruptedException {
    var started =
        new ProcessBuilder(command(program, arguments))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(program + ".log").toFile())
            .start();
    if (!started.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      started.destroyForcibly();
      throw new IllegalStateException(program + " is not done after " + PATIENCE);
    }
    return started.exitValue();
  }

  private List<String> command(String program, List<String> arguments) {
    var command = new ArrayList<String>();
    if (isRoot()) {
      var user = List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--init-groups");
      command.addAll(user);
    }
    command.add(binaries.resolve(program).toString());
    command.addAll(arguments);
    return command;
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private String log() {
    try (var files = Files.list(folder)) {
      var text = new StringBuilder();
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        text.append("\n").append(file.getFileName()).append(": ").append(Files.readString(file));
      }
      return text.toString();
    } catch (IOException e) {
      return " (and its log can't be read: " + e + ")";
    }
  }

  /// Stops the server, which keeps its databases.
  public void shutDown() throws IOException, InterruptedException {
    interrupt();
  }

  /// Starts it again, on the same port.
  public void startAgain() throws IOException, InterruptedException {
    process = launch();
    awaitReady();
  }

  /// Stops the server, and deletes what it kept.
  @Override
  public void close() {
    stop();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private void stop() {
    try {
      interrupt();
      delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't stop PostgreSQL", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private void interrupt() throws IOException, InterruptedException {
    // SIGINT: it ends its sessions and stops; SIGTERM would wait for them.
    new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor(5, TimeUnit.SECONDS);
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
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
