package dev.slipway.cli.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where the embedded profile keeps everything: one folder, readable by its owner alone.
///
/// ```
/// database/   the H2 database
/// artifacts/  the tars of deployments, by digest
/// images/     the portable images of deployments
/// sites/      what hosts served last
/// logs/       the logs of builds, one file a deployment
/// work/       what running jobs need for a while
/// secrets/    the key that encrypts secrets, and the database's password
/// examples/   the repositories that `slipway try` makes
/// api-token   the first API token, for the commands on this machine
/// instance    the name by which its containers are known
/// address     where the running Slipway answers; gone when it was stopped
/// slipway.log the messages of `slipway try`, whose terminal shows the build's log
/// ```
public record DataFolder(Path root) {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");

  /// Makes what is missing of the folder. One that is new or empty becomes its owner's alone; of
  /// one that holds something the permissions are left as they are.
  ///
  /// @throws PlatformException if it can't be made or used, or if others could put something in it
  public static DataFolder open(Path root) {
    var folder = new DataFolder(root.toAbsolutePath().normalize());
    try {
      folder.makeRoot();
      for (var part :
          List.of(
              folder.database(),
              folder.artifacts(),
              folder.images(),
              folder.sites(),
              folder.logs(),
              folder.work(),
              folder.secrets(),
              folder.examples())) {
        makeOwnerOnly(part);
      }
      if (!Files.isWritable(folder.root)) {
        throw new AccessDeniedException(folder.root.toString());
      }
      return folder;
    } catch (IOException e) {
      throw new PlatformException(
          "Can't use the data folder %s: %s. Name one that you may write to with --data."
              .formatted(folder.root, e),
          e);
    }
  }

  private void makeRoot() throws IOException {
    Files.createDirectories(root.getParent() == null ? root : root.getParent());
    makeOwnerOnly(root);
    if (isEmpty(root)) {
      Files.setPosixFilePermissions(root, OWNER_ONLY);
    }
    var permissions = Files.getPosixFilePermissions(root);
    if (permissions.contains(PosixFilePermission.OTHERS_WRITE)
        || permissions.contains(PosixFilePermission.GROUP_WRITE)) {
      throw new PlatformException(
          "The data folder %s can be written by others than its owner (%s), and is not empty. Name"
                  .formatted(root, PosixFilePermissions.toString(permissions))
              + " a folder of its own with --data.");
    }
  }

  private static void makeOwnerOnly(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw new NotDirectoryException(folder.toString());
      }
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var children = Files.newDirectoryStream(folder)) {
      return !children.iterator().hasNext();
    }
  }

  public Path database() {
    return root.resolve("database");
  }

  public Path artifacts() {
    return root.resolve("artifacts");
  }

  public Path images() {
    return root.resolve("images");
  }

  public Path sites() {
    return root.resolve("sites");
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

  public Path log() {
    return root.resolve("slipway.log");
  }

  public Path address() {
    return root.resolve("address");
  }

  /// Writes `text` to `file`, which only the owner can read from its first moment on, and which has
  /// either its old text or the new one whatever happens.
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
