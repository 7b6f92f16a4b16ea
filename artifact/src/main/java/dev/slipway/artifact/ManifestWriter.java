package dev.slipway.artifact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.artifact.rules.model.SiteRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// Spells manifests as JSON: the same manifest, the same bytes.
final class ManifestWriter {

  private static final JsonFactory JSON = new JsonFactory();

  private ManifestWriter() {}

  static byte[] write(Manifest manifest) {
    var bytes = new ByteArrayOutputStream();
    try (var json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("format", manifest.format());
      writeSource(manifest.source(), json);
      json.writeStringField("fallback", JsonInput.spelled(manifest.fallback()));
      if (!manifest.rules().equals(SiteRules.NONE)) {
        json.writeFieldName("rules");
        new RulesWriter(json).write(manifest.rules());
      }
      json.writeArrayFieldStart("files");
      for (var file : manifest.files()) {
        writeFile(file, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new ArtifactException("cannot spell the manifest of " + manifest.source().commit(), e);
    }
    return bytes.toByteArray();
  }

  private static void writeSource(Source source, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("source");
    json.writeStringField("commit", source.commit().value());
    json.writeStringField("committedAt", source.committedAt().toString());
    json.writeStringField("tree", source.tree());
    json.writeStringField("framework", source.framework());
    json.writeStringField("buildCommand", source.buildCommand());
    json.writeStringField("builder", source.builder());
    json.writeEndObject();
  }

  private static void writeFile(ManifestFile file, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("path", file.path());
    json.writeNumberField("size", file.size());
    json.writeStringField("sha256", file.sha256());
    json.writeStringField("contentType", file.contentType());
    json.writeBooleanField("immutable", file.immutable());
    json.writeObjectFieldStart("variants");
    for (var variant : file.variants()) {
      json.writeNumberField(variant.encoding().token(), variant.size());
    }
    json.writeEndObject();
    if (!file.links().isEmpty()) {
      json.writeStringField("links", file.links());
    }
    json.writeEndObject();
  }
}
