package dev.slipway.cli.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/// Where the embedded profile keeps everything: one folder, readable by its owner alone.
///
/// ```
/// database/   the H2 database
/// artifacts/  the tars of deployments, by digest
/// logs/       the logs of builds, one file a deployment
/// work/       what running jobs need for a while
/// secrets/    the key that encrypts secrets, and the database's password
/// examples/   the repositories that `slipway try` makes
/// api-token   the first API token, for the commands on this machine
/// instance    the name by which its containers are known
/// address     where the running Slipway answers
/// ```
public record DataFolder(Path root) {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");

  /// Makes what is missing of the folder.
  ///
  /// @throws UncheckedIOException if it can't be made or can't be written
  public static DataFolder open(Path root) {
    var folder = new DataFolder(root.toAbsolutePath().normalize());
    try {
      Files.createDirectories(folder.root);
      Files.setPosixFilePermissions(folder.root, OWNER_ONLY);
      for (var part :
          new Path[] {
            folder.database(), folder.artifacts(), folder.logs(), folder.work(), folder.secrets()
          }) {
        Files.createDirectories(part);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("The data folder " + folder.root + " can't be used: " + e, e);
    }
  }

  public Path database() {
    return root.resolve("database");
  }

  public Path artifacts() {
    return root.resolve("artifacts");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public Path work() {
    return root.resolve("work");
  }

  public Path secrets() {
    return root.resolve("secrets");
  }

  Path databasePassword() {
    return secrets().resolve("database-password");
  }

  Path instance() {
    return root.resolve("instance");
  }

  public Path examples() {
    return root.resolve("examples");
  }

  public Path apiToken() {
    return root.resolve("api-token");
  }

  public Path address() {
    return root.resolve("address");
  }

  /// Writes `text` to `file`, which only the owner can read from its first moment on.
  public static void write(Path file, String text) {
    try {
      var fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(fresh);
      Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER_FILE));
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + file + ": " + e, e);
    }
  }

  /// Returns the text of `file` without white space at its ends, or nothing if there is no such
  /// file.
  public static Optional<String> read(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file + ": " + e, e);
    }
  }
}
