package dev.slipway.artifact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.slipway.artifact.hint.LinkHints;
import dev.slipway.core.deployment.CommitSha;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
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

  private final JsonParser json;
  private final Map<String, String> contentTypes = new HashMap<>();

  private ManifestReader(JsonParser json) {
    this.json = json;
  }

  /// Returns the manifest that `in` holds.
  ///
  /// @throws ArtifactException saying what is wrong with it
  static Manifest read(InputStream in) throws IOException {
    try (var json = JSON.createParser(in)) {
      var reader = new ManifestReader(json);
      reader.next(JsonToken.START_OBJECT, "an object");
      var manifest = reader.manifest();
      if (json.nextToken() != null) {
        throw new ArtifactException("something follows the manifest's object");
      }
      return manifest;
    } catch (StreamConstraintsException e) {
      throw new ArtifactException("a name, number or text is too long, or too deep", e);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new ArtifactException("it is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private Manifest manifest() throws IOException {
    var format = 0;
    @Nullable Source source = null;
    @Nullable Fallback fallback = null;
    @Nullable List<ManifestFile> files = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      switch (json.currentName()) {
        case "format" -> format = format();
        case "source" -> source = source();
        case "fallback" -> fallback = fallback();
        case "files" -> files = files();
        default -> skip();
      }
    }
    if (format == 0) {
      throw new ArtifactException("it has no format");
    }
    return new Manifest(
        format,
        required(source, "source"),
        required(fallback, "fallback"),
        required(files, "files"));
  }

  private int format() throws IOException {
    var format = wholeNumber("format");
    if (format < 1 || format > Manifest.FORMAT) {
      throw new ArtifactException(
          "its format is " + format + ", this program reads 1 to " + Manifest.FORMAT);
    }
    return (int) format;
  }

  private Source source() throws IOException {
    next(JsonToken.START_OBJECT, "source as an object");
    var texts = new HashMap<String, String>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      switch (name) {
        case "commit", "committedAt", "tree", "framework", "buildCommand", "builder" ->
            texts.put(name, text(name));
        default -> skip();
      }
    }
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

  private Fallback fallback() throws IOException {
    var text = text("fallback");
    return Arrays.stream(Fallback.values())
        .filter(fallback -> ManifestWriter.spelled(fallback).equals(text))
        .findFirst()
        .orElseThrow(() -> new ArtifactException("there is no fallback " + text));
  }

  private List<ManifestFile> files() throws IOException {
    next(JsonToken.START_ARRAY, "files as an array");
    var files = new ArrayList<ManifestFile>();
    var last = "";
    while (json.nextToken() == JsonToken.START_OBJECT) {
      var file = file();
      if (!files.isEmpty() && Manifest.ORDER.compare(last, file.path()) >= 0) {
        throw new ArtifactException("the file " + file.path() + " is out of order or there twice");
      }
      last = file.path();
      files.add(file);
    }
    expect(JsonToken.END_ARRAY, "only objects in files");
    return files;
  }

  private ManifestFile file() throws IOException {
    @Nullable String path = null;
    @Nullable String sha256 = null;
    @Nullable String contentType = null;
    @Nullable List<Variant> variants = null;
    var links = "";
    var size = -1L;
    var immutable = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      switch (json.currentName()) {
        case "path" -> path = path();
        case "size" -> size = wholeNumber("size");
        case "sha256" -> sha256 = matching(SHA256, "sha256");
        case "contentType" -> contentType = contentType();
        case "immutable" -> immutable = json.nextToken() == JsonToken.VALUE_TRUE;
        case "variants" -> variants = variants();
        case "links" -> links = matching(LINKS, "links");
        default -> skip();
      }
    }
    var name = required(path, "path of a file");
    if (size < 0) {
      throw new ArtifactException("the file " + name + " has no size");
    }
    return new ManifestFile(
        name,
        size,
        required(sha256, "sha256 of " + name),
        required(contentType, "contentType of " + name),
        immutable,
        required(variants, "variants of " + name),
        links);
  }

  private String path() throws IOException {
    var path = text("path");
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
    next(JsonToken.START_OBJECT, "variants as an object");
    var sizes = new EnumMap<Encoding, Long>(Encoding.class);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var token = json.currentName();
      var encoding =
          Encoding.of(token)
              .orElseThrow(() -> new ArtifactException("there is no encoding " + token));
      sizes.put(encoding, wholeNumber("variant's size"));
    }
    return sizes.entrySet().stream()
        .map(entry -> new Variant(entry.getKey(), entry.getValue()))
        .toList();
  }

  private String matching(Pattern pattern, String what) throws IOException {
    var text = text(what);
    if (!pattern.matcher(text).matches()) {
      throw new ArtifactException("a " + what + " is malformed");
    }
    return text;
  }

  private String text(String what) throws IOException {
    next(JsonToken.VALUE_STRING, what + " as a text");
    return json.getText();
  }

  private long wholeNumber(String what) throws IOException {
    next(JsonToken.VALUE_NUMBER_INT, what + " as a whole number");
    var number = json.getLongValue();
    if (number < 0) {
      throw new ArtifactException(what + " is negative");
    }
    return number;
  }

  private void skip() throws IOException {
    json.nextToken();
    json.skipChildren();
  }

  private void next(JsonToken token, String what) throws IOException {
    json.nextToken();
    expect(token, what);
  }

  private void expect(JsonToken token, String what) {
    if (json.currentToken() != token) {
      throw new ArtifactException("it should have " + what);
    }
  }

  private static <T> T required(@Nullable T value, String what) {
    if (value == null) {
      throw new ArtifactException("it has no " + what);
    }
    return value;
  }
}
