package dev.slipway.store.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.slipway.core.secret.Secret;
import dev.slipway.store.failure.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;

/// The key that encrypts what is secret in the database (AES-256-GCM). It lives in a file beside
/// the database, never in it. Thread-safe.
///
/// Every ciphertext is bound to a purpose, the place that it is stored in, and can't be decrypted
/// for another: who can write to the database can't have one project's secret shown as another's.
public final class EncryptionKey {

  private final Aead cipher;

  private EncryptionKey(Aead cipher) {
    this.cipher = cipher;
  }

  /// Returns the key that is kept in `folder`, made on first use.
  ///
  /// @throws StoreException if it can't be read, or if others than its owner could read it
  public static EncryptionKey in(Path folder) {
    return of(KeyFile.in(folder), file -> file.readOr(EncryptionKey::random));
  }

  /// Returns the file of the key that is kept in `folder`.
  public static Path file(Path folder) {
    return KeyFile.in(folder).path();
  }

  /// Returns the key that is kept in `file`, which must be there. Its group may read it: that is
  /// what the credentials of a systemd unit look like.
  ///
  /// @throws StoreException if it can't be read, or if others than its owner and group could
  public static EncryptionKey from(Path file) {
    return of(KeyFile.credential(file), KeyFile::read);
  }

  /// Makes a new key in `file`, if there is no such file.
  ///
  /// @return whether it was made
  /// @throws StoreException if it can't be written
  public static boolean create(Path file) {
    try {
      AeadConfig.register();
      return KeyFile.credential(file).create(EncryptionKey::random);
    } catch (GeneralSecurityException e) {
      throw new StoreException("Can't make an encryption key in " + file, e);
    }
  }

  private interface Reading {
    KeysetHandle read(KeyFile file) throws GeneralSecurityException;
  }

  private static EncryptionKey of(KeyFile file, Reading reading) {
    try {
      AeadConfig.register();
      var keyset = reading.read(file);
      return new EncryptionKey(keyset.getPrimitive(RegistryConfiguration.get(), Aead.class));
    } catch (GeneralSecurityException e) {
      throw new StoreException(
          "Can't use the encryption key in " + file + ": " + e.getMessage(), e);
    }
  }

  private static KeysetHandle random() throws GeneralSecurityException {
    return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
  }

  /// Returns `secret` encrypted for `purpose`, as text.
  public String encrypt(Secret secret, String purpose) {
    try {
      return Base64.getEncoder().encodeToString(cipher.encrypt(secret.utf8(), bytes(purpose)));
    } catch (GeneralSecurityException e) {
      throw new StoreException("Can't encrypt " + purpose, e);
    }
  }

  /// Returns what [#encrypt] made `encrypted` of.
  ///
  /// @throws StoreException if it was encrypted by another key or for another purpose, or changed
  public Secret decrypt(String encrypted, String purpose) {
    try {
      var plain = cipher.decrypt(Base64.getDecoder().decode(encrypted), bytes(purpose));
      return new Secret(new String(plain, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new StoreException(
          "Can't decrypt "
              + purpose
              + ": it was changed, or encrypted by another key. Put the key file back that belongs"
              + " to this database",
          e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
