package dev.slipway.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.artifact.ArtifactWriter;
import dev.slipway.artifact.Encoding;
import dev.slipway.artifact.Fallback;
import dev.slipway.artifact.Manifest;
import dev.slipway.artifact.ManifestFile;
import dev.slipway.artifact.Source;
import dev.slipway.artifact.Variant;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.CommitSha;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/// Makes real artifacts out of files that a test spells.
public final class SampleSite {

  /// When the commit of every sample was made.
  public static final Instant COMMITTED_AT = Instant.parse("2026-11-03T08:09:10.987Z");

  /// The same as HTTP spells it.
  public static final String LAST_MODIFIED = "Tue, 03 Nov 2026 08:09:10 GMT";

  @SuppressWarnings("ArrayRecordComponent") // nobody compares contents
  private record Content(
      byte[] plain, String type, boolean immutable, Map<Encoding, byte[]> encoded) {}

  private final Map<String, Content> files = new TreeMap<>();
  private Fallback fallback = Fallback.NONE;
  private Instant committedAt = COMMITTED_AT;

  /// Adds a page.
  public SampleSite page(String path, String text) {
    return add(path, "text/html; charset=utf-8", false, text.getBytes(UTF_8));
  }

  /// Adds a file that is plain text, whatever it is called.
  public SampleSite file(String path, String text) {
    return file(path, text.getBytes(UTF_8));
  }

  /// Adds a file.
  public SampleSite file(String path, byte[] bytes) {
    return add(path, "text/plain; charset=utf-8", false, bytes);
  }

  /// Adds a file whose name changes with its content.
  public SampleSite hashed(String path, String text) {
    return add(path, "text/javascript; charset=utf-8", true, text.getBytes(UTF_8));
  }

  /// Adds a page whose name changes with its content.
  public SampleSite hashedPage(String path, String text) {
    return add(path, "text/html; charset=utf-8", true, text.getBytes(UTF_8));
  }

  /// Adds a form of the file `path`, which the server hands out as it is.
  public SampleSite encoded(String path, Encoding encoding, String bytes) {
    content(path).encoded().put(encoding, bytes.getBytes(UTF_8));
    return this;
  }

  /// Makes it a single-page app.
  public SampleSite singlePage() {
    fallback = Fallback.SINGLE_PAGE;
    return this;
  }

  /// Makes it of a commit of `instant`.
  public SampleSite committedAt(Instant instant) {
    committedAt = instant;
    return this;
  }

  /// Returns the strong tag of the plain form of `path`.
  public String tag(String path) {
    return tag(path, "");
  }

  /// Returns the strong tag of the form `token` of `path`.
  public String tag(String path, String token) {
    var suffix = token.isEmpty() ? "" : "-" + token;
    return '"' + sha256(content(path).plain()).substring(0, 32) + suffix + '"';
  }

  /// Writes the artifact into `folder`, named after its digest, and returns that.
  public ArtifactDigest pack(Path folder) {
    try {
      var tar = Files.createTempFile(folder, "sample", ".tar");
      try (var out = Files.newOutputStream(tar)) {
        ArtifactWriter.write(manifest(), new Contents(), out);
      }
      var digest = new ArtifactDigest(sha256(Files.readAllBytes(tar)));
      Files.move(tar, folder.resolve(digest.hex() + ".tar"));
      return digest;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private SampleSite add(String path, String type, boolean immutable, byte[] bytes) {
    files.put(path, new Content(bytes, type, immutable, new EnumMap<>(Encoding.class)));
    return this;
  }

  private Content content(String path) {
    var content = files.get(path);
    if (content == null) {
      throw new NoSuchElementException(path);
    }
    return content;
  }

  private Manifest manifest() {
    var source =
        new Source(
            new CommitSha("0123456789abcdef0123456789abcdef01234567"),
            committedAt,
            "89abcdef0123456789abcdef0123456789abcdef",
            "static",
            "",
            "");
    return new Manifest(Manifest.FORMAT, source, fallback, manifestFiles());
  }

  private List<ManifestFile> manifestFiles() {
    var all = new ArrayList<ManifestFile>();
    files.forEach((path, content) ->
        all.add(
            new ManifestFile(
                path,
                content.plain().length,
                sha256(content.plain()),
                content.type(),
                content.immutable(),
                content.encoded().entrySet().stream()
                    .map(form -> new Variant(form.getKey(), form.getValue().length))
                    .toList())));
    return all;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Contents implements ArtifactWriter.Bodies {

    @Override
    public InputStream plain(ManifestFile file) {
      return new ByteArrayInputStream(content(file.path()).plain());
    }

    @Override
    public InputStream variant(ManifestFile file, Encoding encoding) {
      var bytes = content(file.path()).encoded().get(encoding);
      if (bytes == null) {
        throw new NoSuchElementException(file.path() + " " + encoding);
      }
      return new ByteArrayInputStream(bytes);
    }
  }
}
