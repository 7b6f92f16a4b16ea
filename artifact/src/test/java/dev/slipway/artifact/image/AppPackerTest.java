package dev.slipway.artifact.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.artifact.PackedArtifact;
import dev.slipway.core.deployment.DeploymentFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppPackerTest {

  private static final Instant COMMITTED_AT = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir private Path folder;

  @Test
  void keepsFilesAndWhichCanBeRunAndLinksBetweenThem() throws IOException, InterruptedException {
    var tree =
        new Tree()
            .file("./server.js", "run()", 0644)
            .file("./node_modules/x/cli.js", "#!", 0700)
            .link("./node_modules/.bin/x", "../x/cli.js")
            .hardLink("./copy.js", "./server.js");

    var packed = pack(tree);

    assertThat(lines(packed))
        .containsExactly(
            "app/ d 755",
            "app/copy.js - 644 run()",
            "app/node_modules/ d 755",
            "app/node_modules/.bin/ d 755",
            "app/node_modules/.bin/x l 777 ../x/cli.js",
            "app/node_modules/x/ d 755",
            "app/node_modules/x/cli.js - 755 #!",
            "app/server.js - 644 run()");
    assertThat(packed.files()).isEqualTo(4);
  }

  @Test
  void givesTheSameBytesInWhateverOrderAndWithWhateverTimesAndOwners()
      throws IOException, InterruptedException {
    var one = new Tree().file("b", "2", 0644).file("a", "1", 0644).link("c", "a");
    var other = new Tree().link("c", "a").file("a", "1", 0640).file("b", "2", 0600);

    assertThat(pack(one).digest()).isEqualTo(pack(other).digest());
  }

  @Test
  void belongsToRootAndHasTheTimeOfTheCommit() throws IOException, InterruptedException {
    var packed = pack(new Tree().file("a", "1", 0644));

    try (var tar = new TarFile(packed.file())) {
      assertThat(tar.getEntries())
          .allSatisfy(entry -> {
            assertThat(entry.getLongUserId()).isZero();
            assertThat(entry.getLongGroupId()).isZero();
            assertThat(entry.getLastModifiedTime().toInstant()).isEqualTo(COMMITTED_AT);
          });
    }
  }

  @Test
  void leavesOutWhatMayBeSecretAndSaysSo() throws IOException, InterruptedException {
    var tree =
        new Tree()
            .file("a", "1", 0644)
            .file(".env", "KEY=x", 0644)
            .file("inner/.env.production", "KEY=x", 0644)
            .file(".git/config", "url", 0644)
            .file(".npmrc", "token", 0644)
            .link("b", ".env")
            .file(".next/build", "1", 0644);

    var packed = pack(tree);

    assertThat(lines(packed))
        .noneMatch(line -> line.contains("env") || line.contains("git") || line.contains("npmrc"))
        .contains("app/.next/build - 644 1");
    assertThat(packed.notes())
        .containsExactly(
            "Left out \".env\", \".git\", \".npmrc\", \"inner/.env.production\": what is in such files"
                + " may be secret. Give it to the image when it is run.",
            "Left out \"b\": links to what is not published.");
  }

  @ParameterizedTest
  @CsvSource({
    "lib/stolen, ../../etc/passwd, output-link-outside",
    "stolen, /etc/passwd, output-link-outside",
    "stolen, .., output-link-outside",
    "d/up, inner/../../.., output-link-outside",
    "nothing, missing, output-link-broken",
    "me, me, output-link-loop"
  })
  void refusesLinksThatLeadOutOrNowhereAndNamesThem(String path, String target, String code) {
    var tree = new Tree().file("a", "1", 0644).folder("d/inner/").link(path, target);

    assertThatThrownBy(() -> pack(tree))
        .isInstanceOfSatisfying(
            DeploymentFailure.class, failure -> assertThat(failure.reason().code()).isEqualTo(code))
        .hasMessageContaining(path)
        .hasMessageContaining(target);
  }

  /// By its text alone such a link stays inside.
  @Test
  void refusesALinkThatLeadsOutThroughAnother() {
    var tree = new Tree().file("a", "1", 0644).link("d/here", "..").link("e", "d/here/..");

    assertThatThrownBy(() -> pack(tree))
        .isInstanceOf(DeploymentFailure.class)
        .hasMessageContaining("\"e\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {04755, 02755})
  void refusesFilesThatRunWithTheRightsOfAnother(int mode) {
    var tree = new Tree().file("bin/su", "1", mode);

    assertThatThrownBy(() -> pack(tree))
        .isInstanceOf(DeploymentFailure.class)
        .hasMessageContaining("\"bin/su\"");
  }

  @ParameterizedTest
  @ValueSource(bytes = {TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_FIFO})
  void refusesDevicesAndPipes(byte flag) {
    var tree = new Tree().file("a", "1", 0644).special("dev/x", flag);

    assertThatThrownBy(() -> pack(tree))
        .isInstanceOf(DeploymentFailure.class)
        .hasMessageContaining("\"dev/x\"");
  }

  @Test
  void refusesPathsOutside() {
    var tree = new Tree().file("../a", "1", 0644);

    assertThatThrownBy(() -> pack(tree))
        .isInstanceOf(DeploymentFailure.class)
        .hasMessageContaining("../a");
  }

  private PackedArtifact pack(Tree tree) throws IOException, InterruptedException {
    var target = folder.resolve(UUID.randomUUID() + ".tar");
    return AppPacker.pack(new ByteArrayInputStream(tree.end()), COMMITTED_AT, folder, target);
  }

  private static List<String> lines(PackedArtifact packed) throws IOException {
    try (var tar = new TarFile(packed.file())) {
      return tar.getEntries().stream().map(entry -> line(tar, entry)).toList();
    }
  }

  private static String line(TarFile tar, TarArchiveEntry entry) {
    var mode = Integer.toOctalString(entry.getMode() & 07777);
    if (entry.isDirectory()) {
      return entry.getName() + " d " + mode;
    }
    if (entry.isSymbolicLink()) {
      return entry.getName() + " l " + mode + " " + entry.getLinkName();
    }
    try (var in = tar.getInputStream(entry)) {
      return entry.getName() + " - " + mode + " " + new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// A tar with whatever is put into it.
  private static final class Tree {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

    Tree file(String name, String body, int mode) {
      return put(new TarArchiveEntry(name), mode, body);
    }

    Tree folder(String name) {
      return put(new TarArchiveEntry(name, TarConstants.LF_DIR), 0755, "");
    }

    Tree link(String name, String target) {
      var entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
      entry.setLinkName(target);
      return put(entry, 0777, "");
    }

    Tree hardLink(String name, String target) {
      var entry = new TarArchiveEntry(name, TarConstants.LF_LINK);
      entry.setLinkName(target);
      return put(entry, 0644, "");
    }

    Tree special(String name, byte flag) {
      return put(new TarArchiveEntry(name, flag), 0644, "");
    }

    private Tree put(TarArchiveEntry entry, int mode, String body) {
      try {
        entry.setMode(mode);
        entry.setIds(1000, 1000);
        entry.setSize(body.length());
        tar.putArchiveEntry(entry);
        tar.write(body.getBytes(UTF_8));
        tar.closeArchiveEntry();
        return this;
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    byte[] end() throws IOException {
      tar.close();
      return bytes.toByteArray();
    }
  }
}
