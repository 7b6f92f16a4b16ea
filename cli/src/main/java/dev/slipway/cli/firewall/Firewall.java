package dev.slipway.cli.firewall;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The kernel's firewall, by way of nft. Rules reach it on its standard input, as one change.
public final class Firewall {

  /// What to do where there is no program: every Linux that Slipway runs on has it, also where
  /// engines use iptables.
  public static final String INSTALL =
      "install nftables (apt-get install nftables, or dnf install nftables)";

  private static final Path SELF = Path.of("/proc/self");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 64 * 1024;
  private static final List<String> PARTS =
      List.of("hook forward", "jump onward", "hook input", "jump host", "reject with");

  private final Path program;

  /// @param program where nft is
  public Firewall(Path program) {
    this.program = program;
  }

  /// Returns this machine's.
  public static Firewall ofThisMachine() {
    return new Firewall(
        Files.isExecutable(Path.of("/usr/sbin/nft"))
            ? Path.of("/usr/sbin/nft")
            : Path.of("/sbin/nft"));
  }

  /// What is known of the rules.
  public enum State {
    /// They are in force.
    ON,
    /// They are not.
    OFF,
    /// Only root can look.
    HIDDEN,
    /// There is no program to look with.
    NO_PROGRAM
  }

  /// Puts `rules` in force in place of those of their table.
  ///
  /// @throws FirewallException if that fails: nothing has changed then
  public void apply(RuleSet rules) {
    requireDone("put the rules for builds in force", run(rules.text(), "-f", "-"));
  }

  /// Removes the table of `rules`, if it is there.
  ///
  /// @throws FirewallException if that fails
  public void remove(RuleSet rules) {
    requireDone("remove the rules for builds", run(rules.removal(), "-f", "-"));
  }

  /// Looks whether both chains of the table are there, and lead to what refuses: `nft flush` takes
  /// the rules away and leaves the chains.
  public State state(String table) {
    if (!Files.isExecutable(program)) {
      return State.NO_PROGRAM;
    }
    if (!isRoot()) {
      return State.HIDDEN;
    }
    var answer = run("", "list", "table", "inet", table);
    boolean whole = PARTS.stream().allMatch(answer.text()::contains);
    return answer.status() == 0 && whole ? State.ON : State.OFF;
  }

  /// Tells whether this process may look at the rules, and change them.
  public static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(SELF, "unix:uid"));
    } catch (IOException e) {
      return false;
    }
  }

  private record Answer(int status, String text) {}

  private static void requireDone(String what, Answer answer) {
    if (answer.status() != 0) {
      var reason = answer.text().lines().findFirst().orElse("it ended with " + answer.status());
      throw new FirewallException(
          "Could not %s: %s. It takes root, and a kernel with nf_tables.".formatted(what, reason),
          null);
    }
  }

  private Answer run(String input, String... arguments) {
    var command = new ArrayList<String>();
    command.add(program.toString());
    command.addAll(List.of(arguments));
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (var in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      try (var out = process.getInputStream()) {
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new FirewallException(program + " has not ended within 10 s.", null);
        }
        var text = new String(out.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
        return new Answer(process.exitValue(), text);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new FirewallException(
          "There is no "
              + program
              + " to keep builds from this machine's services: "
              + INSTALL
              + ".",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FirewallException("Interrupted while " + program + " was at work.", e);
    }
  }
}
