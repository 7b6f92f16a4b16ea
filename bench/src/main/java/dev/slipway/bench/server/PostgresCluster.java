package dev.slipway.bench.server;

import dev.slipway.cli.machine.FreePort;
import dev.slipway.core.secret.Secret;
import dev.slipway.store.database.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A PostgreSQL of our own, made of Debian's binaries in a folder, on a free port of the loopback
/// interface. It can be killed and started again. It refuses to run as root, so there it runs as
/// `postgres`.
public final class PostgresCluster implements AutoCloseable {

  private static final Path INSTALLATIONS = Path.of("/usr/lib/postgresql");
  private static final String USER = "postgres";
  private static final Secret PASSWORD = new Secret("only-on-loopback");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final Path binaries;
  private final int port = FreePort.any();
  private final List<String> options;
  private Process process;

  private PostgresCluster(Path folder, List<String> options)
      throws IOException, InterruptedException {
    this.folder = folder;
    this.binaries = binaries();
    this.options = List.copyOf(options);
    make();
    this.process = launch();
  }

  /// Makes a cluster in `folder`, which is made and must not be there yet, and starts it.
  ///
  /// @param options settings of PostgreSQL's, each as `name=value`
  public static PostgresCluster start(Path folder, String... options) throws InterruptedException {
    try {
      Files.createDirectory(folder);
      var cluster = new PostgresCluster(folder, List.of(options));
      cluster.awaitReady();
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException("Can't start PostgreSQL in " + folder, e);
    }
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
    throw new ProgramException("There is no PostgreSQL: install postgresql, or run ./dev test");
  }

  private void make() throws IOException, InterruptedException {
    if (isRoot()) {
      var users = folder.getFileSystem().getUserPrincipalLookupService();
      Files.setOwner(folder, users.lookupPrincipalByName(USER));
    }
    var passwordFile = folder.resolve("password");
    Files.writeString(passwordFile, PASSWORD.reveal() + "\n");
    Program.run(
        folder,
        command(
            "initdb",
            "--pgdata=" + folder.resolve("data"),
            "--username=" + USER,
            "--pwfile=" + passwordFile,
            "--auth-local=trust",
            "--auth-host=scram-sha-256",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync",
            "--no-instructions"));
  }

  private Process launch() throws IOException {
    var command = new ArrayList<>(command("postgres", "-D", folder.resolve("data").toString()));
    command.addAll(List.of("-k", folder.toString(), "-p", "" + port));
    command.addAll(List.of("-c", "listen_addresses=127.0.0.1"));
    options.forEach(option -> command.addAll(List.of("-c", option)));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  /// Waits until it answers. One whose predecessor was killed refuses to start until the last
  /// session of that has noticed, so it is started again and again.
  private void awaitReady() throws InterruptedException {
    boolean ready =
        Wait.until(
            PATIENCE,
            () -> {
              if (!process.isAlive()) {
                TimeUnit.MILLISECONDS.sleep(200);
                relaunch();
              }
              return answers();
            });
    if (!ready) {
      throw new ProgramException("PostgreSQL does not start; see " + folder.resolve("log"));
    }
  }

  private void relaunch() {
    try {
      process = launch();
    } catch (IOException e) {
      throw new UncheckedIOException("Can't start PostgreSQL again", e);
    }
  }

  private boolean answers() throws InterruptedException {
    try {
      Program.run(folder, command("pg_isready", "-q", "-h", folder.toString(), "-p", "" + port));
      return true;
    } catch (ProgramException e) {
      return false;
    }
  }

  /// Makes the empty database `name`, with a pool of `poolSize` connections at most.
  public DatabaseSettings createDatabase(String name, int poolSize) throws InterruptedException {
    Program.run(
        folder, command("createdb", "-h", folder.toString(), "-p", "" + port, "-U", USER, name));
    var url = "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    return new DatabaseSettings(url, USER, PASSWORD, poolSize);
  }

  /// Returns the port that it listens on.
  public int port() {
    return port;
  }

  /// Kills it as `kill -9` does, and starts it again after `pause`.
  public void killAndRestart(Duration pause) throws InterruptedException {
    Signals.kill(process);
    TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    relaunch();
    awaitReady();
  }

  /// Stops it. What it kept stays in its folder.
  @Override
  public void close() {
    try {
      Signals.interrupt(process);
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private List<String> command(String program, String... arguments) {
    var command = new ArrayList<String>();
    if (isRoot()) {
      command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--init-groups"));
    }
    command.add(binaries.resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }
}
