package dev.slipway.store.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.secret.Secret;
import dev.slipway.store.failure.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionKeyTest {

  private static final Secret SECRET = new Secret("It's a Secret to Everybody, é");

  @TempDir private Path folder;

  @Test
  void decryptsWhatItEncrypted() {
    var key = EncryptionKey.in(folder);

    var encrypted = key.encrypt(SECRET, "project/1");

    assertThat(encrypted).doesNotContain("Secret");
    assertThat(key.decrypt(encrypted, "project/1")).isEqualTo(SECRET);
  }

  @Test
  void isTheSameKeyTheNextTime() {
    var encrypted = EncryptionKey.in(folder).encrypt(SECRET, "project/1");

    assertThat(EncryptionKey.in(folder).decrypt(encrypted, "project/1")).isEqualTo(SECRET);
  }

  @Test
  void neverEncryptsTheSameWayTwice() {
    var key = EncryptionKey.in(folder);

    assertThat(key.encrypt(SECRET, "a")).isNotEqualTo(key.encrypt(SECRET, "a"));
  }

  @Test
  void doesNotDecryptForAnotherPurpose() {
    var key = EncryptionKey.in(folder);
    var encrypted = key.encrypt(SECRET, "project/1");

    assertThatThrownBy(() -> key.decrypt(encrypted, "project/2"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("project/2");
  }

  @Test
  void doesNotDecryptWhatAnotherKeyEncrypted() {
    var encrypted = EncryptionKey.in(folder.resolve("one")).encrypt(SECRET, "a");
    var other = EncryptionKey.in(folder.resolve("other"));

    assertThatThrownBy(() -> other.decrypt(encrypted, "a")).isInstanceOf(StoreException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not base 64!", "AAAA"})
  void saysThatItCantDecryptRubbish(String rubbish) {
    var key = EncryptionKey.in(folder);

    assertThatThrownBy(() -> key.decrypt(rubbish, "a")).isInstanceOf(StoreException.class);
  }

  @Test
  void keepsTheKeyFromEverybodyElse() throws IOException {
    EncryptionKey.in(folder);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(onlyFile())))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
  void refusesAKeyThatOthersCanGetAt(String permissions) throws IOException {
    EncryptionKey.in(folder);
    Files.setPosixFilePermissions(onlyFile(), PosixFilePermissions.fromString(permissions));

    assertThatThrownBy(() -> EncryptionKey.in(folder))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(permissions)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void refusesAFileThatIsNoKey() throws IOException {
    EncryptionKey.in(folder);
    Files.writeString(onlyFile(), "rubbish");

    assertThatThrownBy(() -> EncryptionKey.in(folder))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(folder.toString());
  }

  @Test
  void saysWhichKeyItCantRead() throws IOException {
    EncryptionKey.in(folder);
    var file = onlyFile();
    Files.delete(file);
    Files.createDirectory(file, PosixFilePermissions.asFileAttribute(ownerOnly()));

    assertThatThrownBy(() -> EncryptionKey.in(folder))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void isOneKeyForAllWhoMakeItAtTheSameTime() throws ExecutionException, InterruptedException {
    Callable<EncryptionKey> make = () -> EncryptionKey.in(folder);
    var made = new ArrayList<Future<EncryptionKey>>();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        made.add(threads.submit(make));
      }
    }

    var first = made.getFirst().get().encrypt(SECRET, "a");
    var decrypted = new HashSet<Secret>();
    for (var key : made) {
      decrypted.add(key.get().decrypt(first, "a"));
    }
    assertThat(decrypted).containsExactly(SECRET);
  }

  private static Set<PosixFilePermission> ownerOnly() {
    return PosixFilePermissions.fromString("rw-------");
  }

  private Path onlyFile() throws IOException {
    try (var files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }

  @Test
  void isMadeInAFileOfItsOwnOnce() {
    var file = folder.resolve("etc/key");

    assertThat(EncryptionKey.create(file)).isTrue();
    var encrypted = EncryptionKey.from(file).encrypt(SECRET, "a");

    assertThat(EncryptionKey.create(file)).isFalse();
    assertThat(EncryptionKey.from(file).decrypt(encrypted, "a")).isEqualTo(SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"r--------", "r--r-----", "rw-------"})
  void isTakenFromAFileAsSystemdGivesIt(String permissions) throws IOException {
    var file = folder.resolve("key");
    EncryptionKey.create(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

    assertThat(EncryptionKey.from(file).encrypt(SECRET, "a")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw-rw----", "rw-----w-"})
  void isNotTakenFromAFileThatOthersCanUse(String permissions) throws IOException {
    var file = folder.resolve("key");
    EncryptionKey.create(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

    assertThatThrownBy(() -> EncryptionKey.from(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(permissions);
  }

  @Test
  void isNotMadeUpWhereItMustBeGiven() throws IOException {
    var file = folder.resolve("key");
    assertThatThrownBy(() -> EncryptionKey.from(file)).hasMessageContaining("It must be there");
    assertThat(file).doesNotExist();

    Files.writeString(file, "{}");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThatThrownBy(() -> EncryptionKey.from(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString());
  }
}
