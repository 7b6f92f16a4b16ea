package dev.slipway.artifact.pack;

import dev.slipway.artifact.ArtifactWriter;
import dev.slipway.artifact.Encoding;
import dev.slipway.artifact.ManifestFile;
import dev.slipway.artifact.output.OutputFile;
import dev.slipway.artifact.output.Spool;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The bodies of an artifact that is being written, from the spools.
final class SpooledBodies implements ArtifactWriter.Bodies {

  private final Spool spool;
  private final Map<String, OutputFile> files;
  private final Map<String, List<StoredVariant>> variants;

  SpooledBodies(Spool spool, List<OutputFile> files, Map<String, List<StoredVariant>> variants) {
    this.spool = spool;
    this.files =
        files.stream()
            .collect(Collectors.toMap(OutputFile::sha256, Function.identity(), (one, _) -> one));
    this.variants = variants;
  }

  @Override
  public InputStream plain(ManifestFile file) {
    var output = files.get(file.sha256());
    if (output == null) {
      throw new NoSuchElementException("no body of " + file.path());
    }
    return spool.open(output.body());
  }

  @Override
  public InputStream variant(ManifestFile file, Encoding encoding) {
    return variants.getOrDefault(file.sha256(), List.of()).stream()
        .filter(variant -> variant.encoding() == encoding)
        .map(variant -> variant.spool().open(variant.body()))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no " + encoding + " of " + file.path()));
  }
}
