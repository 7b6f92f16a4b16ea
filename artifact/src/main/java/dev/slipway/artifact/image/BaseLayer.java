package dev.slipway.artifact.image;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.artifact.ArtifactException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The layer that the site layers of this machine's images lie on: a web server, as
/// `setup/image-base` makes it.
///
/// @param file the compressed tar
/// @param architecture as OCI calls it, such as `amd64`
/// @param diffId the SHA-256 of the tar before it was compressed, in hexadecimal
/// @param digest the SHA-256 of the file, in hexadecimal
public record BaseLayer(Path file, String architecture, String diffId, String digest) {

  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern ARCHITECTURE = Pattern.compile("[a-z0-9]{1,20}");

  /// Returns the layer that lies in `folder`, or empty if none was put there.
  ///
  /// @throws ArtifactException if what is there says not what it should
  public static Optional<BaseLayer> in(Path folder) {
    var file = folder.resolve("layer.tar.gz");
    var facts = folder.resolve("layer.json");
    if (!Files.isRegularFile(file) || !Files.isRegularFile(facts)) {
      return Optional.empty();
    }
    try {
      var said = read(facts);
      return Optional.of(
          new BaseLayer(
              file,
              fact(said, "architecture", ARCHITECTURE, facts),
              fact(said, "diffId", HEX, facts),
              fact(said, "digest", HEX, facts)));
    } catch (IOException e) {
      throw new ArtifactException("cannot read " + facts, e);
    }
  }

  ImageDocuments.Named named() {
    return new ImageDocuments.Named(new Layer(file, diffId, digest), "Slipway's web server");
  }

  private static String fact(Map<String, String> said, String name, Pattern valid, Path file) {
    var value = said.getOrDefault(name, "");
    if (!valid.matcher(value).matches()) {
      throw new ArtifactException(file + " has no sound " + name + "; run setup/image-base again");
    }
    return value;
  }

  private static Map<String, String> read(Path facts) throws IOException {
    var said = new HashMap<String, String>();
    try (var json = JSON.createParser(facts.toFile())) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
          said.put(json.currentName(), json.getText());
        }
      }
    }
    return said;
  }
}
