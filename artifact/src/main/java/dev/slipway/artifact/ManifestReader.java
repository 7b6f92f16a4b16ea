package dev.slipway.artifact;

import static dev.slipway.artifact.JsonInput.required;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.slipway.artifact.hint.LinkHints;
import dev.slipway.artifact.rules.model.SiteRules;
import dev.slipway.core.deployment.CommitSha;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads one manifest from JSON that anybody may have written, as a stream: what it may hold in
/// memory is bounded by the bytes that are really there. Fields that it does not know are skipped.
final class ManifestReader {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern CONTENT_TYPE = Pattern.compile("[!-~][ -~]{0,199}");
  private static final Pattern LINKS = Pattern.compile("<[ -~]{1,%d}".formatted(LinkHints.LONGEST));
  private static final int LONGEST_PATH = 1024;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(Manifest.LONGEST)
                  .maxNestingDepth(8)
                  .maxNameLength(100)
                  .maxNumberLength(20)
                  .maxStringLength(64 * 1024)
                  .build())
          .build();

  private final JsonInput json;
  private final Map<String, String> contentTypes = new HashMap<>();
  private String last = "";

  private ManifestReader(JsonInput json) {
    this.json = json;
  }

  /// Returns the manifest that `in` holds.
  ///
  /// @throws ArtifactException saying what is wrong with it
  static Manifest read(InputStream in) throws IOException {
    try (var parser = JSON.createParser(in)) {
      var json = new JsonInput(parser);
      var manifest = new ManifestReader(json).manifest();
      json.requireEnd();
      return manifest;
    } catch (StreamConstraintsException e) {
      throw new ArtifactException("a name, number or text is too long, or too deep", e);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new ArtifactException("it is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private Manifest manifest() throws IOException {
    var read =
        new Object() {
          int format;
          @Nullable Source source;
          @Nullable Fallback fallback;
          SiteRules rules = SiteRules.NONE;
          @Nullable List<ManifestFile> files;
        };
    json.object(
        "itself",
        field -> {
          switch (field) {
            case "format" -> read.format = format();
            case "source" -> read.source = source();
            case "fallback" -> read.fallback = json.oneOf(Fallback.values(), "fallback");
            case "rules" -> read.rules = new RulesReader(json).read();
            case "files" -> read.files = json.objects("files", this::file);
            default -> json.skip();
          }
        });
    if (read.format == 0) {
      throw new ArtifactException("it has no format");
    }
    return new Manifest(
        read.format,
        required(read.source, "source"),
        required(read.fallback, "fallback"),
        read.rules,
        required(read.files, "files"));
  }

  private int format() throws IOException {
    var format = json.wholeNumber("format");
    if (format < 1 || format > Manifest.FORMAT) {
      throw new ArtifactException(
          "its format is " + format + ", this program reads 1 to " + Manifest.FORMAT);
    }
    return (int) format;
  }

  private Source source() throws IOException {
    var texts = new HashMap<String, String>();
    json.object(
        "source",
        name -> {
          switch (name) {
            case "commit", "committedAt", "tree", "framework", "buildCommand", "builder" ->
                texts.put(name, json.text(name));
            default -> json.skip();
          }
        });
    var commit = required(texts.get("commit"), "source.commit");
    return new Source(
        CommitSha.parse(commit)
            .orElseThrow(() -> new ArtifactException("source.commit is no commit: " + commit)),
        instant(required(texts.get("committedAt"), "source.committedAt")),
        required(texts.get("tree"), "source.tree"),
        required(texts.get("framework"), "source.framework"),
        required(texts.get("buildCommand"), "source.buildCommand"),
        required(texts.get("builder"), "source.builder"));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new ArtifactException("source.committedAt is no time: " + text, e);
    }
  }

  private ManifestFile file() throws IOException {
    var read =
        new Object() {
          @Nullable String path;
          @Nullable String sha256;
          @Nullable String contentType;
          @Nullable List<Variant> variants;
          String links = "";
          long size = -1;
          boolean immutable;
        };
    json.fields(field -> {
      switch (field) {
        case "path" -> read.path = path();
        case "size" -> read.size = json.wholeNumber("size");
        case "sha256" -> read.sha256 = matching(SHA256, "sha256");
        case "contentType" -> read.contentType = contentType();
        case "immutable" -> read.immutable = json.flag();
        case "variants" -> read.variants = variants();
        case "links" -> read.links = matching(LINKS, "links");
        default -> json.skip();
      }
    });
    var name = required(read.path, "path of a file");
    requireNext(name);
    if (read.size < 0) {
      throw new ArtifactException("the file " + name + " has no size");
    }
    return new ManifestFile(
        name,
        read.size,
        required(read.sha256, "sha256 of " + name),
        required(read.contentType, "contentType of " + name),
        read.immutable,
        required(read.variants, "variants of " + name),
        read.links);
  }

  private void requireNext(String path) {
    if (Manifest.ORDER.compare(last, path) >= 0) {
      throw new ArtifactException("the file " + path + " is out of order or there twice");
    }
    last = path;
  }

  private String path() throws IOException {
    var path = json.text("path");
    var segments = List.of(path.split("/", -1));
    if (path.length() > LONGEST_PATH
        || path.chars().anyMatch(Character::isISOControl)
        || segments.contains("")
        || segments.contains(".")
        || segments.contains("..")) {
      throw new ArtifactException("a file has a path that is not plain");
    }
    return path;
  }

  private String contentType() throws IOException {
    var type = matching(CONTENT_TYPE, "contentType");
    return contentTypes.computeIfAbsent(type, each -> each);
  }

  private List<Variant> variants() throws IOException {
    var sizes = new EnumMap<Encoding, Long>(Encoding.class);
    json.object(
        "variants",
        token -> {
          var encoding =
              Encoding.of(token)
                  .orElseThrow(() -> new ArtifactException("there is no encoding " + token));
          sizes.put(encoding, json.wholeNumber("variant's size"));
        });
    return sizes.entrySet().stream()
        .map(entry -> new Variant(entry.getKey(), entry.getValue()))
        .toList();
  }

  private String matching(Pattern pattern, String what) throws IOException {
    var text = json.text(what);
    if (!pattern.matcher(text).matches()) {
      throw new ArtifactException("a " + what + " is malformed");
    }
    return text;
  }
}
