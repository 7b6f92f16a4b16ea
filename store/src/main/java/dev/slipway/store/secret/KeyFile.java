package dev.slipway.store.secret;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import dev.slipway.store.failure.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Set;

/// The file that an encryption key is kept in, readable and writable by its owner alone.
final class KeyFile {

  private static final String NAME = "encryption-key.json";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final Set<PosixFilePermission> OWNER_AND_GROUP =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.GROUP_READ);

  /// Makes a new key.
  interface Generator {
    KeysetHandle generate() throws GeneralSecurityException;
  }

  private final Path file;
  private final Set<PosixFilePermission> allowed;

  private KeyFile(Path file, Set<PosixFilePermission> allowed) {
    this.file = file;
    this.allowed = allowed;
  }

  /// Returns the file that Slipway keeps in `folder` itself.
  static KeyFile in(Path folder) {
    return new KeyFile(folder.resolve(NAME), OWNER_ONLY);
  }

  /// Returns the file that somebody gives to Slipway.
  static KeyFile credential(Path file) {
    return new KeyFile(file, OWNER_AND_GROUP);
  }

  /// Returns where it is.
  Path path() {
    return file;
  }

  /// Returns the key in the file, which gets what `generator` makes if it is not there.
  KeysetHandle readOr(Generator generator) throws GeneralSecurityException {
    create(generator);
    return read();
  }

  /// Returns the key in the file.
  KeysetHandle read() throws GeneralSecurityException {
    try {
      checkPermissions();
      return TinkJsonProtoKeysetFormat.parseKeyset(
          Files.readString(file), InsecureSecretKeyAccess.get());
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  /// Writes what `generator` makes, unless the file is there; tells whether it was not.
  boolean create(Generator generator) throws GeneralSecurityException {
    try {
      return Files.notExists(file) && create(generator.generate());
    } catch (IOException e) {
      throw failed("write", e);
    }
  }

  private StoreException failed(String what, IOException e) {
    return new StoreException(
        "Can't "
            + what
            + " the encryption key "
            + file
            + ": "
            + e
            + ". It must be there, and readable by the user that Slipway runs as",
        e);
  }

  /// Writes a whole file or none, and leaves the one that another process made meanwhile.
  private boolean create(KeysetHandle key) throws IOException, GeneralSecurityException {
    var text = TinkJsonProtoKeysetFormat.serializeKeyset(key, InsecureSecretKeyAccess.get());
    var folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("it has no folder");
    }
    Files.createDirectories(folder);
    var permissions = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    var temporary = Files.createTempFile(folder, NAME, ".new", permissions);
    try {
      Files.writeString(temporary, text, StandardCharsets.UTF_8, StandardOpenOption.SYNC);
      Files.createLink(file, temporary);
      sync(folder);
      return true;
    } catch (FileAlreadyExistsException _) {
      return false; // the other process's key counts
    } finally {
      Files.delete(temporary);
    }
  }

  private static void sync(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private void checkPermissions() throws IOException {
    var permissions = Files.getPosixFilePermissions(file);
    if (!allowed.containsAll(permissions)) {
      throw new StoreException(
          "The encryption key "
              + file
              + " has the permissions "
              + PosixFilePermissions.toString(permissions)
              + ", so others than its owner may have read it. Make it rw------- (chmod 600)");
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
