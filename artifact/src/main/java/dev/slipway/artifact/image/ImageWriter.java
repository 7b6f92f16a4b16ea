package dev.slipway.artifact.image;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.ArtifactException;
import dev.slipway.artifact.Source;
import dev.slipway.artifact.image.ImageDocuments.Blob;
import dev.slipway.artifact.image.ImageDocuments.Contents;
import dev.slipway.artifact.image.ImageDocuments.Named;
import dev.slipway.core.image.ImageId;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

  private static final String LAYER = "layer.tar.gz";
  private static final String IMAGE = "image.tar";
  private static final int BUFFER = 64 * 1024;

  private ImageWriter() {}

  /// Writes the image of the site whose artifact is `tar` into `folder`, which is there and has
  /// nothing of the names that are used.
  ///
  /// @throws ArtifactException if `tar` is no sound artifact, or `base` not what it says
  public static WrittenImage write(Path tar, BaseLayer base, ImageFacts facts, Path folder)
      throws InterruptedException {
    var file = folder.resolve(LAYER);
    try (var artifact = Artifact.open(tar)) {
      var manifest = artifact.manifest();
      var site = new Named(SiteLayer.write(artifact, manifest, file), "the site " + facts.name());
      var contents = new Contents(base.architecture(), List.of(base.named(), site), Running.SITE);
      return write(contents, manifest.source(), facts, folder.resolve(IMAGE));
    } catch (IOException e) {
      throw new ArtifactException("cannot write the image of " + tar, e);
    } finally {
      delete(file);
    }
  }

  /// Writes the image of the app whose artifact is `tar`, in the same way.
  ///
  /// @param source what it was made from
  /// @throws ArtifactException if `base` is not what it says, or a disk fails
  public static WrittenImage write(
      Path tar, AppImage app, Source source, ImageFacts facts, Path folder)
      throws InterruptedException {
    var file = folder.resolve(LAYER);
    try {
      var layer = Layer.write(file, out -> Files.copy(tar, out));
      if (!layer.diffId().equals(facts.artifact().hex())) {
        throw new ArtifactException(tar + " is not " + facts.artifact());
      }
      var layers = new ArrayList<>(app.base().named());
      layers.add(new Named(layer, "the app " + facts.name()));
      var contents = new Contents(app.base().architecture(), layers, app.running());
      return write(contents, source, facts, folder.resolve(IMAGE));
    } catch (IOException e) {
      throw new ArtifactException("cannot write the image of " + tar, e);
    } finally {
      delete(file);
    }
  }

  private static WrittenImage write(Contents contents, Source source, ImageFacts facts, Path file)
      throws IOException, InterruptedException {
    var config = ImageDocuments.config(contents, source, facts);
    var layers = new ArrayList<Blob>();
    for (var each : contents.layers()) {
      layers.add(new Blob(each.layer().digest(), Files.size(each.layer().file())));
    }
    var described = ImageDocuments.manifest(blob(config), layers);
    var small = new LinkedHashMap<String, byte[]>();
    small.put("oci-layout", ImageDocuments.layout());
    small.put("index.json", ImageDocuments.index(blob(described), facts));
    small.put("manifest.json", ImageDocuments.dockerManifest(blob(config), layers, facts));
    small.put(ImageDocuments.BLOBS + blob(described).digest(), described);
    small.put(ImageDocuments.BLOBS + blob(config).digest(), config);
    try (var out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
        var tar = new TarStream(out, source.committedAt())) {
      for (Map.Entry<String, byte[]> each : small.entrySet()) {
        tar.add(each.getKey(), each.getValue());
      }
      for (var each : contents.layers()) {
        add(tar, each.layer().file(), each.layer().digest());
      }
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
