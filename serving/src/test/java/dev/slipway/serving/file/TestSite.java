package dev.slipway.serving.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.ArtifactWriter;
import dev.slipway.artifact.Encoding;
import dev.slipway.artifact.Fallback;
import dev.slipway.artifact.Manifest;
import dev.slipway.artifact.ManifestFile;
import dev.slipway.artifact.Source;
import dev.slipway.artifact.Variant;
import dev.slipway.artifact.rules.Rules;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.serving.http.Answer;
import dev.slipway.serving.http.Body;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/// A real artifact of files whose content is their path in brackets, served on the production host.
/// Scripts are stored in brotli too.
final class TestSite implements AutoCloseable {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
  private static final Terms PRODUCTION = new Terms("https", false, true);

  private final Artifact artifact;
  private final SiteFiles files;

  private TestSite(Artifact artifact, Rules rules, Terms terms) {
    this.artifact = artifact;
    this.files = new SiteFiles(artifact, rules, terms, CLOCK);
  }

  static TestSite of(Path folder, Rules rules, String... paths) {
    return of(folder, rules, PRODUCTION, Fallback.NONE, paths);
  }

  static TestSite of(Path folder, Rules rules, Terms terms, Fallback fallback, String... paths) {
    try {
      var tar = Files.createTempFile(folder, "site", ".tar");
      try (var out = Files.newOutputStream(tar)) {
        ArtifactWriter.write(manifest(fallback, paths), new Contents(), out);
      }
      return new TestSite(Artifact.open(tar), rules, terms);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Answer answer(AskedFor request) {
    return files.answer(request);
  }

  SiteFiles files() {
    return files;
  }

  Answer get(String target) {
    return answer(AskedFor.get(target));
  }

  /// Returns the body of the answer to `GET target`; empty for none.
  String body(String target) {
    return body(get(target));
  }

  String body(Answer answer) {
    var bytes = new ByteArrayOutputStream();
    switch (answer.body()) {
      case Body.None _ -> {}
      case Body.Text(var text) -> bytes.writeBytes(text);
      case Body.Whole(var extent) -> bytes.writeBytes(artifact.read(extent).array());
      case Body.Parts(var parts) ->
          parts.forEach(part -> {
            bytes.writeBytes(part.before());
            bytes.writeBytes(artifact.read(part.extent()).array());
          });
    }
    return bytes.toString(UTF_8);
  }

  @Override
  public void close() {
    artifact.close();
  }

  private static Manifest manifest(Fallback fallback, String... paths) {
    var source =
        new Source(
            new CommitSha("0123456789abcdef0123456789abcdef01234567"),
            Instant.parse("2026-11-03T08:09:10Z"),
            "89abcdef0123456789abcdef0123456789abcdef",
            "static",
            "",
            "");
    var files = new TreeMap<String, ManifestFile>(Manifest.ORDER);
    for (var path : paths) {
      files.put(path, file(path));
    }
    return new Manifest(Manifest.FORMAT, source, fallback, List.copyOf(files.values()));
  }

  private static ManifestFile file(String path) {
    boolean script = path.endsWith(".js");
    var plain = plain(path);
    return new ManifestFile(
        path,
        plain.length,
        sha256(plain),
        path.endsWith(".html")
            ? "text/html; charset=utf-8"
            : script ? "text/javascript" : "text/plain",
        path.contains("-hashed"),
        script ? List.of(new Variant(Encoding.BROTLI, brotli(path).length)) : List.of());
  }

  private static byte[] plain(String path) {
    return ("[" + path + "]").getBytes(UTF_8);
  }

  private static byte[] brotli(String path) {
    return ("br " + path).getBytes(UTF_8);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Contents implements ArtifactWriter.Bodies {

    @Override
    public InputStream plain(ManifestFile file) {
      return new ByteArrayInputStream(TestSite.plain(file.path()));
    }

    @Override
    public InputStream variant(ManifestFile file, Encoding encoding) {
      return new ByteArrayInputStream(brotli(file.path()));
    }
  }
}
