package dev.slipway.serving.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.artifact.ArtifactWriter;
import dev.slipway.artifact.Encoding;
import dev.slipway.artifact.Fallback;
import dev.slipway.artifact.Manifest;
import dev.slipway.artifact.ManifestFile;
import dev.slipway.artifact.Source;
import dev.slipway.artifact.Variant;
import dev.slipway.artifact.rules.model.SiteRules;
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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Makes a real artifact of files whose content is their path in brackets. Scripts are stored in
/// brotli too, as `br` and their path; those with `-hashed` in their name may be kept for ever.
public final class SmallSite {

  /// When the commit of every such site was made.
  public static final Instant COMMITTED_AT = Instant.parse("2026-11-03T08:09:10Z");

  private final Map<String, String> links = new TreeMap<>(Manifest.ORDER);
  private Fallback fallback = Fallback.NONE;
  private SiteRules rules = SiteRules.NONE;

  /// Has the files `paths`.
  public SmallSite(String... paths) {
    for (var path : paths) {
      links.put(path, "");
    }
  }

  /// Makes it a single-page app.
  public SmallSite singlePage() {
    fallback = Fallback.SINGLE_PAGE;
    return this;
  }

  /// Has `path` ask for `link`, a value of `Link`.
  public SmallSite link(String path, String link) {
    links.put(path, link);
    return this;
  }

  /// Gives it these rules.
  public SmallSite rules(SiteRules siteRules) {
    rules = siteRules;
    return this;
  }

  /// Writes the artifact into `folder`, and returns the tar.
  public Path pack(Path folder) {
    try {
      var tar = Files.createTempFile(folder, "site", ".tar");
      try (var out = Files.newOutputStream(tar)) {
        ArtifactWriter.write(manifest(), new Contents(), out);
      }
      return tar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Manifest manifest() {
    var source =
        new Source(
            new CommitSha("0123456789abcdef0123456789abcdef01234567"),
            COMMITTED_AT,
            "89abcdef0123456789abcdef0123456789abcdef",
            "static",
            "",
            "");
    var files =
        links.entrySet().stream().map(each -> file(each.getKey(), each.getValue())).toList();
    return new Manifest(Manifest.FORMAT, source, fallback, rules, files);
  }

  private static ManifestFile file(String path, String link) {
    var plain = plain(path);
    return new ManifestFile(
        path,
        plain.length,
        sha256(plain),
        type(path),
        path.contains("-hashed"),
        path.endsWith(".js")
            ? List.of(new Variant(Encoding.BROTLI, brotli(path).length))
            : List.of(),
        link);
  }

  private static String type(String path) {
    if (path.endsWith(".html")) {
      return "text/html; charset=utf-8";
    }
    return path.endsWith(".js") ? "text/javascript; charset=utf-8" : "text/plain; charset=utf-8";
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
      return new ByteArrayInputStream(SmallSite.plain(file.path()));
    }

    @Override
    public InputStream variant(ManifestFile file, Encoding encoding) {
      return new ByteArrayInputStream(brotli(file.path()));
    }
  }
}
