package dev.slipway.artifact;

import dev.slipway.artifact.rules.Rules;
import dev.slipway.artifact.rules.match.RuleBook;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/// What the headers of a tar say: its manifest, and where each file that it names lies.
///
/// @param files by path
/// @param rules those of the manifest, ready to be matched
/// @param weight about how many bytes of heap all of it takes
record ArtifactIndex(Manifest manifest, Map<String, StoredFile> files, Rules rules, long weight) {

  private static final long FILE_WEIGHT = 400;
  private static final long VARIANT_WEIGHT = 100;

  /// Reads the index of the tar in `channel`.
  ///
  /// @throws ArtifactException if the tar has other entries than its manifest says
  static ArtifactIndex read(FileChannel channel) throws IOException {
    var headers = new TarHeaders(channel);
    var manifest = manifest(channel, headers.next());
    var files = HashMap.<String, StoredFile>newHashMap(manifest.files().size());
    var rules = RuleBook.of(manifest.rules());
    var weight = RuleBook.weight(manifest.rules());
    for (var file : manifest.files()) {
      files.put(file.path(), stored(file, headers));
      weight += weight(file);
    }
    headers.requireEnd();
    return new ArtifactIndex(manifest, files, rules, weight);
  }

  private static Manifest manifest(FileChannel channel, TarHeaders.Entry entry) throws IOException {
    if (!entry.name().equals(Manifest.ENTRY)) {
      throw new ArtifactException("its first entry is not " + Manifest.ENTRY);
    }
    if (entry.body().length() > Manifest.LONGEST) {
      throw new ArtifactException(
          "its manifest has " + entry.body().length() + " bytes, more than " + Manifest.LONGEST);
    }
    try {
      return ManifestReader.read(new BufferedInputStream(new ExtentStream(channel, entry.body())));
    } catch (ArtifactException e) {
      throw new ArtifactException("of its manifest: " + e.getMessage(), e);
    }
  }

  private static StoredFile stored(ManifestFile file, TarHeaders headers) throws IOException {
    var plain = body(headers, Manifest.FILES + file.path(), file.size());
    var encoded = new EnumMap<Encoding, Extent>(Encoding.class);
    for (var variant : file.variants()) {
      var name = Manifest.VARIANTS + file.path() + variant.encoding().suffix();
      encoded.put(variant.encoding(), body(headers, name, variant.size()));
    }
    return new StoredFile(file, plain, encoded);
  }

  private static long weight(ManifestFile file) {
    var texts = file.path().length() + file.links().length();
    return FILE_WEIGHT + texts + VARIANT_WEIGHT * file.variants().size();
  }

  private static Extent body(TarHeaders headers, String name, long size) throws IOException {
    var entry = headers.next();
    if (!entry.name().equals(name)) {
      throw new ArtifactException("where " + name + " should be, there is " + entry.name());
    }
    if (entry.body().length() != size) {
      throw new ArtifactException(
          "%s has %d bytes, its manifest says %d".formatted(name, entry.body().length(), size));
    }
    return entry.body();
  }
}
