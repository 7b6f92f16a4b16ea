package dev.slipway.cli.firewall;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// The processes for which the rules are in force, where nobody has asked for them to stay: files
/// of a folder, named after the processes. Without the folder the rules stay. Like them, it is gone
/// after a restart of the machine.
///
/// Whoever is killed leaves its file behind, which then counts for nothing: the last of those that
/// live takes the rules away.
public final class Holders {

  private static final Path USUAL = Path.of("/run/slipway-firewall");
  private static final Pattern PID = Pattern.compile("[0-9]{1,10}");

  private final Path folder;
  private final Path own;

  Holders(Path folder, long pid) {
    this.folder = folder;
    this.own = folder.resolve(Long.toString(pid));
  }

  /// Returns those of this machine, to which this process may belong.
  public static Holders ofThisMachine() {
    return new Holders(USUAL, ProcessHandle.current().pid());
  }

  /// Lets the rules be in force for this process.
  ///
  /// @param made whether it is this process that has put them in force
  public void add(boolean made) {
    try {
      if (made) {
        Files.createDirectories(folder);
      }
      if (Files.isDirectory(folder) && !Files.exists(own)) {
        Files.createFile(own);
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /// Takes this process out, and tells whether the rules can go: none that lives needs them.
  public boolean remove() {
    try {
      return Files.deleteIfExists(own) && all().stream().noneMatch(Holders::lives);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /// Forgets all of them: from now on the rules stay, or there are none.
  public void forget() {
    try {
      if (Files.isDirectory(folder)) {
        for (var file : all()) {
          Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private List<Path> all() throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static boolean lives(Path holder) {
    var name = holder.getFileName().toString();
    return PID.matcher(name).matches() && ProcessHandle.of(Long.parseLong(name)).isPresent();
  }

  private UncheckedIOException failed(IOException e) {
    return new UncheckedIOException("Could not note in " + folder + " who needs the firewall", e);
  }
}
