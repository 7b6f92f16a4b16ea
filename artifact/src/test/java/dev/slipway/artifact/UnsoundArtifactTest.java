package dev.slipway.artifact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnsoundArtifactTest {

  private static final Manifest MANIFEST =
      Sample.manifest(
          Sample.file("a.html", 3, new Variant(Encoding.GZIP, 2)), Sample.file("b.html", 600));
  private static final String FILE =
      "{\"path\":\"%s\",\"size\":0,\"sha256\":\""
          + "0".repeat(64)
          + "\",\"contentType\":\"text/plain\",\"immutable\":false,\"variants\":{%s}}";

  @TempDir private Path folder;

  @Test
  void isNotOpenedWhereItIsCutOff() throws IOException, InterruptedException {
    var tar = Sample.tar(MANIFEST);
    var enough = lastByte(tar) + 1024;

    for (var length = 0; length < enough; length += 256) {
      refuses(Arrays.copyOf(tar, length), "is not sound");
    }
  }

  @Test
  void isNotOpenedWithADamagedHeader() throws IOException, InterruptedException {
    var tar = Sample.tar(MANIFEST);
    var header = new String(tar, ISO_8859_1).indexOf("files/b.html");
    tar[header] = 'F';

    refuses(tar, "a header is damaged");
  }

  @Test
  void isNotOpenedWithMoreThanItsManifestSays() throws IOException {
    var manifest = ManifestWriter.write(Sample.manifest());

    refuses(tar("manifest.json", manifest, "files/more", new byte[0]), "there is more in the tar");
    refuses(tar("manifest.json", manifest, "files/more", new byte[100_000]), "does not end");
  }

  @Test
  void isNotOpenedWithOtherThanItsManifestSays() throws IOException {
    var manifest = ManifestWriter.write(Sample.manifest(Sample.file("a", 3)));

    refuses(tar("manifest.json", manifest, "files/b", new byte[3]), "should be, there is files/b");
    refuses(tar("manifest.json", manifest, "files/a", new byte[4]), "its manifest says 3");
    refuses(tar("manifest.json", manifest), "the tar ends before its manifest does");
    refuses(tar("files/a", new byte[3]), "first entry is not manifest.json");
  }

  @Test
  void isNotOpenedWithAManifestThatIsNone() throws IOException {
    refusesManifest("", "an object");
    refusesManifest("nonsense", "it is not JSON");
    refusesManifest("[]", "an object");
    refusesManifest("{}", "it has no format");
    refusesManifest("{\"format\":3}", "its format is 3, this program reads 1 to 2");
    refusesManifest("{\"format\":0}", "its format is 0");
    refusesManifest("{\"format\":\"1\"}", "format as a whole number");
    refusesManifest("{\"format\":1,\"format\":1}", "it is not JSON: Duplicate");
    refusesManifest("{\"format\":1}", "it has no source");
    refusesManifest("{\"a\":" + "[".repeat(100_000), "too deep");
    refusesManifest("{\"format\":" + "9".repeat(100_000) + "}", "too long");
    refusesManifest("{\"format\":99999999999999}", "its format is 99999999999999");
  }

  @Test
  void isNotOpenedWithFilesThatAreNone() throws IOException {
    refusesFiles("{}", "it has no path of a file");
    refusesFiles("{\"path\":\"a\"}", "the file a has no size");
    refusesFiles("{\"path\":\"a\",\"size\":-1}", "size is negative");
    refusesFiles("{\"path\":\"a\",\"size\":99999999999999999999}", "not JSON|too long");
    refusesFiles("{\"sha256\":\"../..\"}", "a sha256 is malformed");
    refusesFiles("{\"contentType\":\"text/html\\r\\nSet-Cookie: a\"}", "contentType is malformed");
    refusesFiles("{\"links\":\"</a>\\r\\nSet-Cookie: a\"}", "links is malformed");
    refusesFiles("{\"links\":\"\"}", "links is malformed");
    refusesFiles(file("a", "\"rar\":1"), "there is no encoding rar");
    refusesFiles(file("b", "") + "," + file("a", ""), "out of order");
    refusesFiles(file("a", "") + "," + file("a", ""), "there twice");
    for (var path : new String[] {"", "/a", "a/", "../a", "a/../b", "./a", "a\\u0000b"}) {
      refusesFiles(file(path, ""), "a path that is not plain");
    }
  }

  @Test
  void isNotOpenedWithAManifestThatClaimsMoreThanThereIs() throws IOException {
    var huge = new byte[1024];
    var entry = new TarArchiveEntry("manifest.json");
    entry.setSize(7L << 30);
    entry.writeEntryHeader(huge);

    refuses(huge, "cut off");
  }

  @Test
  void isNotOpenedWithAnExtendedHeaderThatIsNone() {
    for (var record :
        new String[] {"9 path=a", "99 path=a\n", "3 \n", "x path=a\n", "9path=ab\n"}) {
      assertThatThrownBy(() -> PaxHeader.parse(record.getBytes(UTF_8)))
          .as(record)
          .isInstanceOf(ArtifactException.class);
    }
  }

  @Test
  void isNotOpenedWhereThereIsNone() {
    assertThatThrownBy(() -> Artifact.open(folder.resolve("missing.tar")))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("missing.tar");
  }

  private void refusesFiles(String files, String fault) throws IOException {
    var manifest = new String(ManifestWriter.write(Sample.manifest()), UTF_8);
    refusesManifest(manifest.replace("\"files\":[]", "\"files\":[" + files + "]"), fault);
  }

  private void refusesManifest(String manifest, String fault) throws IOException {
    refuses(tar("manifest.json", manifest.getBytes(UTF_8)), fault);
  }

  private void refuses(byte[] tar, String fault) throws IOException {
    var file = Files.write(folder.resolve("a.tar"), tar);

    assertThatThrownBy(() -> Artifact.open(file))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("a.tar")
        .hasMessageFindingMatch(fault);
  }

  private static String file(String path, String variants) {
    return FILE.formatted(path, variants);
  }

  private static int lastByte(byte[] tar) {
    var end = tar.length;
    while (tar[end - 1] == 0) {
      end--;
    }
    return end;
  }

  private static byte[] tar(Object... namesAndBodies) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      for (var i = 0; i < namesAndBodies.length; i += 2) {
        var body = (byte[]) namesAndBodies[i + 1];
        var entry = new TarArchiveEntry((String) namesAndBodies[i]);
        entry.setSize(body.length);
        tar.putArchiveEntry(entry);
        tar.write(body);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }
}
