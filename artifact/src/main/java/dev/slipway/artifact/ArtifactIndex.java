package dev.slipway.artifact;

import dev.slipway.artifact.rules.Rules;
import dev.slipway.artifact.rules.match.RuleBook;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;

/// What is kept of an artifact while it is open: what is needed to serve it, and where the rest is.
///
/// @param manifest where its manifest lies
/// @param rules those of the manifest, ready to be matched
/// @param weight about how many bytes of heap an open artifact takes
record ArtifactIndex(
    Extent manifest,
    Instant committedAt,
    Fallback fallback,
    FileTable files,
    Rules rules,
    long weight) {

  /// What an open artifact takes whatever is in it: the channel, its path.
  private static final long WEIGHT = 2_000;

  /// Reads the index of the tar in `channel`.
  ///
  /// @throws ArtifactException if the tar has other entries than its manifest says
  static ArtifactIndex read(FileChannel channel) throws IOException {
    var headers = new TarHeaders(channel);
    var place = place(headers.next());
    var manifest = manifest(channel, place);
    var stored = new ArrayList<StoredFile>(manifest.files().size());
    for (var file : manifest.files()) {
      stored.add(stored(file, headers));
    }
    headers.requireEnd();
    var files = new FileTable(stored);
    return new ArtifactIndex(
        place,
        manifest.source().committedAt(),
        manifest.fallback(),
        files,
        RuleBook.of(manifest.rules()),
        WEIGHT + files.weight() + RuleBook.weight(manifest.rules()));
  }

  /// Reads the manifest that lies at `place` in `channel`.
  static Manifest manifest(FileChannel channel, Extent place) throws IOException {
    try {
      return ManifestReader.read(new BufferedInputStream(new ExtentStream(channel, place)));
    } catch (ArtifactException e) {
      throw new ArtifactException("of its manifest: " + e.getMessage(), e);
    }
  }

  private static Extent place(TarHeaders.Entry entry) {
    if (!entry.name().equals(Manifest.ENTRY)) {
      throw new ArtifactException("its first entry is not " + Manifest.ENTRY);
    }
    if (entry.body().length() > Manifest.LONGEST) {
      throw new ArtifactException(
          "its manifest has " + entry.body().length() + " bytes, more than " + Manifest.LONGEST);
    }
    return entry.body();
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
