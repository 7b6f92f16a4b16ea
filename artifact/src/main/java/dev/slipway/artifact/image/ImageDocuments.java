package dev.slipway.artifact.image;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.artifact.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The JSON documents of an image (OCI image specification 1.1), and the one that `docker load`
/// reads: the same facts, the same bytes.
final class ImageDocuments {

  static final String BLOBS = "blobs/sha256/";

  private static final JsonFactory JSON = new JsonFactory();
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";

  /// Nobody in particular, as distroless images have it.
  private static final String USER = "65532:65532";

  private ImageDocuments() {}

  /// What is in an image, and how it is run.
  record Contents(String architecture, List<Named> layers, Running running) {}

  /// A layer, and where it is from.
  record Named(Layer layer, String origin) {}

  /// A blob of an image.
  record Blob(String digest, long size) {}

  private interface Writing {
    void write(JsonGenerator json) throws IOException;
  }

  static byte[] layout() {
    return object(json -> json.writeStringField("imageLayoutVersion", "1.0.0"));
  }

  /// Returns the configuration, whose digest is the image's id.
  static byte[] config(Contents contents, Source source, ImageFacts facts) {
    var running = contents.running();
    var created = Instant.ofEpochSecond(TarStream.seconds(source.committedAt())).toString();
    return object(json -> {
      json.writeStringField("created", created);
      json.writeStringField("architecture", contents.architecture());
      json.writeStringField("os", "linux");
      json.writeObjectFieldStart("config");
      json.writeStringField("User", USER);
      json.writeObjectFieldStart("ExposedPorts");
      json.writeObjectFieldStart(running.port() + "/tcp");
      json.writeEndObject();
      json.writeEndObject();
      texts(json, "Env", running.environment());
      if (!running.entrypoint().isEmpty()) {
        texts(json, "Entrypoint", running.entrypoint());
      }
      if (!running.command().isEmpty()) {
        texts(json, "Cmd", running.command());
      }
      json.writeStringField("WorkingDir", running.folder());
      json.writeObjectFieldStart("Labels");
      fields(json, labels(source, facts, created));
      json.writeEndObject();
      if (running.signal().isPresent()) {
        json.writeStringField("StopSignal", running.signal().get());
      }
      json.writeEndObject();
      json.writeObjectFieldStart("rootfs");
      json.writeStringField("type", "layers");
      texts(
          json,
          "diff_ids",
          contents.layers().stream().map(layer -> named(layer.layer().diffId())).toList());
      json.writeEndObject();
      json.writeArrayFieldStart("history");
      for (var layer : contents.layers()) {
        json.writeStartObject();
        fields(json, Map.of("created", created));
        fields(json, Map.of("created_by", layer.origin()));
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  private static Map<String, String> labels(Source source, ImageFacts facts, String created) {
    var labels = new TreeMap<String, String>();
    labels.put("org.opencontainers.image.created", created);
    labels.put("org.opencontainers.image.revision", source.commit().toString());
    labels.put("org.opencontainers.image.title", facts.project().toString());
    facts.source().ifPresent(url -> labels.put("org.opencontainers.image.source", url));
    labels.put("dev.slipway.artifact", "sha256:" + facts.artifact().hex());
    labels.put("dev.slipway.deployment", facts.deployment().toString());
    labels.put("dev.slipway.project", facts.project().toString());
    return labels;
  }

  static byte[] manifest(Blob config, List<Blob> layers) {
    return object(json -> {
      json.writeNumberField("schemaVersion", 2);
      json.writeStringField("mediaType", MANIFEST);
      json.writeFieldName("config");
      descriptor(json, CONFIG, config, Map.of());
      json.writeArrayFieldStart("layers");
      for (var layer : layers) {
        descriptor(json, LAYER, layer, Map.of());
      }
      json.writeEndArray();
    });
  }

  static byte[] index(Blob manifest, ImageFacts facts) {
    var names = new TreeMap<String, String>();
    names.put("io.containerd.image.name", "docker.io/" + facts.name());
    names.put("org.opencontainers.image.ref.name", facts.deployment().toString());
    return object(json -> {
      json.writeNumberField("schemaVersion", 2);
      json.writeStringField("mediaType", INDEX);
      json.writeArrayFieldStart("manifests");
      descriptor(json, MANIFEST, manifest, names);
      json.writeEndArray();
    });
  }

  /// Returns what `docker load` looks for.
  static byte[] dockerManifest(Blob config, List<Blob> layers, ImageFacts facts) {
    var bytes = new ByteArrayOutputStream();
    try (var json = JSON.createGenerator(bytes)) {
      json.writeStartArray();
      json.writeStartObject();
      json.writeStringField("Config", BLOBS + config.digest());
      texts(json, "RepoTags", List.of(facts.name()));
      texts(json, "Layers", layers.stream().map(layer -> BLOBS + layer.digest()).toList());
      json.writeEndObject();
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write into memory", e);
    }
    return bytes.toByteArray();
  }

  private static void descriptor(
      JsonGenerator json, String type, Blob blob, Map<String, String> annotations)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("mediaType", type);
    json.writeStringField("digest", named(blob.digest()));
    json.writeNumberField("size", blob.size());
    if (!annotations.isEmpty()) {
      json.writeObjectFieldStart("annotations");
      fields(json, annotations);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void fields(JsonGenerator json, Map<String, String> fields) throws IOException {
    for (var field : fields.entrySet()) {
      json.writeStringField(field.getKey(), field.getValue());
    }
  }

  private static void texts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (var text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static String named(String digest) {
    return "sha256:" + digest;
  }

  private static byte[] object(Writing inside) {
    var bytes = new ByteArrayOutputStream();
    try (var json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      inside.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write into memory", e);
    }
    return bytes.toByteArray();
  }
}
