package dev.slipway.bench.machine;

import dev.slipway.bench.server.Caches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// A server in a container: Debian with systemd as its first process, PostgreSQL and Redis, and the
/// engine of this machine to build with. `setup/systemd-machine` makes its image.
///
/// What it must be allowed for systemd's sandboxes to work is most of what there is: it is for our
/// own package, and for nothing that is not trusted.
public final class SystemdMachine implements AutoCloseable {

  private static final String IMAGE = "slipway/systemd-machine:12";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration BOOT = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Path NO_INPUT = Path.of("/dev/null");
  private static final Set<String> BOOTED = Set.of("running", "degraded");
  private static final int RECEIVER = 8081;
  private static final int SITES = 8082;

  private static final List<String> RUN =
      List.of(
          """
          docker run --detach --label dev.slipway.test=machine --cgroupns host
          --cap-add SYS_ADMIN --cap-add NET_ADMIN --cap-add SYS_PTRACE
          --security-opt seccomp=unconfined --security-opt apparmor=unconfined
          --volume /sys/fs/cgroup:/sys/fs/cgroup:rw --tmpfs /run:exec --tmpfs /tmp:exec
          --volume /var/run/docker.sock:/run/docker.sock\
          """
              .split("\\s+", -1));

  private final String container;
  private final String instance = "machine-" + UUID.randomUUID();

  private SystemdMachine(String container) {
    this.container = container;
  }

  /// Boots one.
  public static SystemdMachine boot() throws InterruptedException {
    var command = new ArrayList<>(RUN);
    for (int port : List.of(RECEIVER, SITES)) {
      command.addAll(List.of("--publish", "127.0.0.1::" + port));
    }
    command.addAll(List.of(IMAGE, "/sbin/init"));
    var machine = new SystemdMachine(docker(PATIENCE, command).orThrow().strip());
    try {
      machine.awaitBoot();
      machine.shell(
          "mount --make-rshared / && groupadd --gid $(stat -c %g /run/docker.sock) docker");
      return machine;
    } catch (RuntimeException e) {
      machine.close();
      throw e;
    }
  }

  private void awaitBoot() throws InterruptedException {
    long deadline = System.nanoTime() + BOOT.toNanos();
    String state;
    do {
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
      state = attempt("systemctl", "is-system-running").output().strip();
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("systemd has not booted within " + BOOT + ": " + state);
      }
    } while (!BOOTED.contains(state));
  }

  /// Installs `deb`, or upgrades to it, and returns what was said.
  public String install(DebianPackage deb) throws InterruptedException {
    var name = "/root/" + deb.file().getFileName();
    docker(PATIENCE, List.of("docker", "cp", deb.file().toString(), container + ":" + name))
        .orThrow();
    return run("dpkg", "--install", name);
  }

  /// Sets the installed Slipway up and starts it: an instance of its own on the engine that it
  /// shares, repositories in folders, and listeners that this machine reaches.
  public void setUp() throws InterruptedException {
    run(
        "sed",
        "--in-place",
        "-e",
        "s/^instance: .*/instance: " + instance + "/",
        "-e",
        "s/#listen: 127.0.0.1:/listen: 0.0.0.0:/",
        "-e",
        "s/#folders: true/folders: true/",
        "/etc/slipway/slipway.yaml");
    run("slipway-setup", "--url", "http://localhost:" + RECEIVER);
  }

  /// Runs a program in the machine, which must end well, and returns what it writes.
  public String run(String... command) throws InterruptedException {
    return attempt(command).orThrow();
  }

  /// Runs a program in the machine, and returns how it ended.
  public Outcome attempt(String... command) throws InterruptedException {
    return attempt(NO_INPUT, command);
  }

  /// Runs the words of a shell in the machine, and returns what they write.
  public String shell(String words) throws InterruptedException {
    return run("sh", "-c", words);
  }

  private Outcome attempt(Path input, String... command) throws InterruptedException {
    var whole = new ArrayList<>(List.of("docker", "exec", "--interactive", container));
    whole.addAll(Arrays.asList(command));
    return Tool.run(PATIENCE, input, whole);
  }

  /// Writes `text` into a file of the machine, whose folder is made.
  public void write(String file, String text) throws InterruptedException {
    put(file, text, "mkdir -p \"$(dirname \"$1\")\" && cat >\"$1\"");
  }

  /// Appends `text` to a file of the machine.
  public void append(String file, String text) throws InterruptedException {
    put(file, text, "cat >>\"$1\"");
  }

  private void put(String file, String text, String words) throws InterruptedException {
    try {
      var input = Files.createTempFile("machine", ".in");
      try {
        Files.writeString(input, text);
        attempt(input, "sh", "-c", words, "sh", file).orThrow();
      } finally {
        Files.delete(input);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Can't hand " + file + " to the machine", e);
    }
  }

  /// Returns where the receiver is reached from this machine.
  public URI receiver() throws InterruptedException {
    return published(RECEIVER);
  }

  /// Returns where the static server is reached from this machine.
  public URI sites() throws InterruptedException {
    return published(SITES);
  }

  private URI published(int port) throws InterruptedException {
    var line = docker(PATIENCE, List.of("docker", "port", container, port + "/tcp")).orThrow();
    return URI.create("http://localhost:" + line.strip().split(":", -1)[1]);
  }

  /// Returns the name by which its containers and volumes are known to the engine.
  public String instance() {
    return instance;
  }

  /// Returns the containers of its builds, running or ended.
  public List<String> buildContainers() throws InterruptedException {
    var filter = "label=dev.slipway.instance=" + instance;
    return docker(PATIENCE, List.of("docker", "ps", "-aq", "--filter", filter))
        .orThrow()
        .lines()
        .toList();
  }

  private static Outcome docker(Duration patience, List<String> command)
      throws InterruptedException {
    return Tool.run(patience, NO_INPUT, command);
  }

  /// Switches it off, and removes it with all that its builds have left.
  @Override
  public void close() {
    try {
      docker(PATIENCE, List.of("docker", "rm", "--force", "--volumes", container)).orThrow();
      for (var left : buildContainers()) {
        docker(PATIENCE, List.of("docker", "rm", "--force", "--volumes", left)).orThrow();
      }
      Caches.remove(instance);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
