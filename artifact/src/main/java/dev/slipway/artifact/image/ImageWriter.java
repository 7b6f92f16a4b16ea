package dev.slipway.artifact.image;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.ArtifactException;
import dev.slipway.artifact.Manifest;
import dev.slipway.artifact.image.ImageDocuments.Blob;
import dev.slipway.core.image.ImageId;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes the portable image of a deployment from its artifact: one tar that is an OCI layout, and
/// that `docker load` and `podman load` take. The same deployment gives the same bytes.
/* The image's id is the digest of its configuration, which names the layers by the digests of their
 * uncompressed tars. So the id does not depend on how zlib compresses, and a newer zlib gives other
 * bytes of the same image at most.
 */
public final class ImageWriter {

  private static final int BUFFER = 64 * 1024;

  private ImageWriter() {}

  /// Writes the image of the artifact `tar` into `folder`, which is there and has nothing of the
  /// names that are used.
  ///
  /// @throws ArtifactException if `tar` is no sound artifact, or `base` not what it says
  public static WrittenImage write(Path tar, BaseLayer base, ImageFacts facts, Path folder)
      throws InterruptedException {
    var layer = folder.resolve("site-layer.tar.gz");
    try (var artifact = Artifact.open(tar)) {
      var manifest = artifact.manifest();
      var site = SiteLayer.write(artifact, manifest, layer);
      return write(base, site, manifest, facts, folder.resolve("image.tar"));
    } catch (IOException e) {
      throw new ArtifactException("cannot write the image of " + tar, e);
    } finally {
      delete(layer);
    }
  }

  private static WrittenImage write(
      BaseLayer base, SiteLayer site, Manifest manifest, ImageFacts facts, Path file)
      throws IOException, InterruptedException {
    var config = ImageDocuments.config(base, site, manifest.source(), facts);
    var layers =
        List.of(
            new Blob(base.digest(), Files.size(base.file())),
            new Blob(site.digest(), Files.size(site.file())));
    var described = ImageDocuments.manifest(blob(config), layers);
    var small = new LinkedHashMap<String, byte[]>();
    small.put("oci-layout", ImageDocuments.layout());
    small.put("index.json", ImageDocuments.index(blob(described), facts));
    small.put("manifest.json", ImageDocuments.dockerManifest(blob(config), layers, facts));
    small.put(ImageDocuments.BLOBS + blob(described).digest(), described);
    small.put(ImageDocuments.BLOBS + blob(config).digest(), config);
    try (var out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
        var tar = new TarStream(out, manifest.source().committedAt())) {
      for (Map.Entry<String, byte[]> each : small.entrySet()) {
        tar.add(each.getKey(), each.getValue());
      }
      add(tar, base.file(), base.digest());
      add(tar, site.file(), site.digest());
    }
    return new WrittenImage(file, new ImageId(blob(config).digest()), Files.size(file));
  }

  /// Adds a layer, and makes sure that it is the one that was described.
  private static void add(TarStream tar, Path layer, String digest)
      throws IOException, InterruptedException {
    try (var body = Hashing.from(Files.newInputStream(layer))) {
      tar.add(ImageDocuments.BLOBS + digest, Files.size(layer), body);
      var actual = Hashing.passed(body);
      if (!actual.equals(digest)) {
        throw new ArtifactException(
            "the layer %s is not %s but %s".formatted(layer, digest, actual));
      }
    }
  }

  private static Blob blob(byte[] bytes) {
    return new Blob(Hashing.of(bytes), bytes.length);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new ArtifactException("cannot delete " + file, e);
    }
  }
}
