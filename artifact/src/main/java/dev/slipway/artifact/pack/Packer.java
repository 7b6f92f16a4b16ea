package dev.slipway.artifact.pack;

import dev.slipway.artifact.ArtifactException;
import dev.slipway.artifact.ArtifactWriter;
import dev.slipway.artifact.Fallback;
import dev.slipway.artifact.Manifest;
import dev.slipway.artifact.ManifestFile;
import dev.slipway.artifact.PackedArtifact;
import dev.slipway.artifact.Variant;
import dev.slipway.artifact.output.OutputFile;
import dev.slipway.artifact.output.OutputReader;
import dev.slipway.artifact.output.OutputRules;
import dev.slipway.artifact.output.Spool;
import dev.slipway.artifact.type.ContentTypes;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.DeploymentFailure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Makes the artifact of one output folder.
///
/// The same files and the same request give the same bytes, in whatever order, with whatever times
/// and owners the tar has them.
public final class Packer {

  private final PackRequest request;

  private Packer(PackRequest request) {
    this.request = request;
  }

  /// Loads what compresses, which takes a tenth of a second or more, for whoever is to pack soon
  /// and has nothing to do meanwhile.
  public static void prepare() {
    Coder.load();
  }

  /// Packs the folder that `outputTar` holds into the new file `target`. `outputTar` is left open.
  ///
  /// @throws DeploymentFailure for what is wrong with the folder and its owner can mend
  /// @throws ArtifactException if the tar is cut off or damaged, or if a disk fails
  /// @throws InterruptedException if this thread was interrupted; nothing is left behind
  public static PackedArtifact pack(InputStream outputTar, PackRequest request, Path target)
      throws InterruptedException {
    var packed = false;
    try {
      var artifact = new Packer(request).pack(outputTar, target);
      packed = true;
      return artifact;
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw interrupted(e);
      }
      throw new ArtifactException(
          "cannot pack the output of commit " + request.source().commit() + ": " + e.getMessage(),
          e);
    } finally {
      if (!packed) {
        delete(target);
      }
    }
  }

  private PackedArtifact pack(InputStream outputTar, Path target)
      throws IOException, InterruptedException {
    try (var spool = Spool.in(request.temporaryFolder());
        var compression = new Compression(spool, request.temporaryFolder())) {
      var rules = new OutputRules(request.prefix(), request.limits(), request.built());
      var folder = OutputReader.read(outputTar, rules, spool);
      var serving = ServingFiles.of(folder.files(), request.rules(), spool);
      var compiled = serving.compile();
      var files = serving.published();
      var hints = PageHints.of(files, spool, PageHints.USUAL_BUDGET);
      var immutability = immutability();
      var variants = compression.compress(files);
      var bodies = new SpooledBodies(spool, files, variants);
      var described = described(files, variants, immutability, hints);
      var manifest =
          new Manifest(
              Manifest.FORMAT, request.source(), fallback(files), compiled.rules(), described);
      requireFits(manifest);
      var digest = write(manifest, bodies, target);
      var notes =
          Stream.of(
                  folder.notes(),
                  serving.notes(compiled),
                  immutability.note().stream().toList(),
                  hints.note().stream().toList())
              .flatMap(List::stream)
              .toList();
      return packed(target, digest, files, notes);
    }
  }

  private Immutability immutability() {
    var names = new ImmutableNames(request.source().framework(), request.copied());
    return new Immutability(names, request.previous());
  }

  private static void requireFits(Manifest manifest) {
    if (!ArtifactWriter.fits(manifest)) {
      throw new DeploymentFailure(
          "output-list-too-long",
          "The list of the %,d files in the output folder, with their paths, is longer than %,d bytes."
              .formatted(manifest.files().size(), Manifest.LONGEST),
          "Publish fewer files, or give them shorter paths.");
    }
  }

  private static List<ManifestFile> described(
      List<OutputFile> files,
      Map<String, List<StoredVariant>> variants,
      Immutability immutability,
      PageHints hints) {
    return files.stream()
        .map(file -> {
          var type = ContentTypes.of(file.path());
          return new ManifestFile(
              file.path(),
              file.body().length(),
              file.sha256(),
              type.value(),
              immutability.of(file),
              type.compressible() ? described(file, variants) : List.of(),
              hints.of(file.path()));
        })
        .toList();
  }

  private static List<Variant> described(
      OutputFile file, Map<String, List<StoredVariant>> variants) {
    return variants.getOrDefault(file.sha256(), List.of()).stream()
        .map(variant -> new Variant(variant.encoding(), variant.body().length()))
        .toList();
  }

  private Fallback fallback(List<OutputFile> files) {
    var paths = files.stream().map(OutputFile::path).toList();
    return paths.contains("index.html") && !paths.contains("404.html")
        ? request.fallback()
        : Fallback.NONE;
  }

  private static ArtifactDigest write(Manifest manifest, SpooledBodies bodies, Path target)
      throws IOException, InterruptedException {
    var digest = sha256();
    try (var file = Files.newOutputStream(target);
        var buffered = new BufferedOutputStream(file, 64 * 1024)) {
      ArtifactWriter.write(manifest, bodies, new DigestOutputStream(buffered, digest));
    }
    return new ArtifactDigest(HexFormat.of().formatHex(digest.digest()));
  }

  private static PackedArtifact packed(
      Path target, ArtifactDigest digest, List<OutputFile> files, List<String> notes) {
    var bytes = files.stream().mapToLong(file -> file.body().length()).sum();
    return new PackedArtifact(target, digest, files.size(), bytes, notes);
  }

  private static InterruptedException interrupted(Exception cause) {
    var interrupted = new InterruptedException("interrupted while packing");
    interrupted.initCause(cause);
    return interrupted;
  }

  private static void delete(Path target) {
    try {
      Files.deleteIfExists(target);
    } catch (IOException e) {
      System.getLogger(Packer.class.getName())
          .log(System.Logger.Level.WARNING, "Cannot delete the unfinished artifact " + target, e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
