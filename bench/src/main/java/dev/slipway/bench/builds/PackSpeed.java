package dev.slipway.bench.builds;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.Fallback;
import dev.slipway.artifact.Limits;
import dev.slipway.artifact.Source;
import dev.slipway.artifact.pack.PackRequest;
import dev.slipway.artifact.pack.Packer;
import dev.slipway.core.deployment.CommitSha;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// How fast outputs are packed: the files of real deployments, again and again with a few other
/// bytes, until they are a hundred megabytes.
///
/// @param folder where the outputs and the artifacts are written
public record PackSpeed(Path folder) {

  private static final long CORPUS = 100_000_000;
  private static final Limits LIMITS = new Limits(1_000_000, 1L << 30);
  private static final double MEGA = 1e6;
  private static final double NANO = 1e9;

  /// By this name the packer knows nothing of the content, and compresses none of it.
  private static final String UNKNOWN = ".bin";

  /// A file of a deployment.
  @SuppressWarnings("ArrayRecordComponent") // only to be written; nobody compares files
  private record Body(String path, byte[] bytes) {}

  /// Writes an output of the files of every deployment in `artifacts`.
  ///
  /// @param compressible whether the files have names by which they are precompressed
  public Path corpus(Path artifacts, boolean compressible) throws IOException {
    var bodies = bodies(artifacts);
    var tar = folder.resolve(compressible ? "compressible.tar" : "plain.tar");
    try (var out =
        new TarArchiveOutputStream(
            new BufferedOutputStream(Files.newOutputStream(tar)), StandardCharsets.UTF_8.name())) {
      out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      long written = 0;
      for (int copy = 0; written < CORPUS; copy++) {
        for (var body : bodies) {
          var name = "copy%d/%s%s".formatted(copy, body.path(), compressible ? "" : UNKNOWN);
          written += write(out, name, body.bytes(), "\n" + name);
        }
      }
    }
    return tar;
  }

  /// Packs `corpus` and returns how many megabytes of it a second.
  public double megabytesPerSecond(Path corpus) throws IOException, InterruptedException {
    var source = new Source(new CommitSha("0".repeat(40)), Instant.EPOCH, "", "bench", "", "bench");
    var request = new PackRequest(source, Fallback.NONE, LIMITS, "", Set.of(), folder);
    var artifact = folder.resolve("packed.tar");
    try (var in = Files.newInputStream(corpus)) {
      long start = System.nanoTime();
      var packed = Packer.pack(in, request, artifact);
      return packed.bytes() / MEGA / ((System.nanoTime() - start) / NANO);
    } finally {
      Files.deleteIfExists(artifact);
    }
  }

  private static long write(TarArchiveOutputStream out, String name, byte[] bytes, String more)
      throws IOException {
    var end = more.getBytes(StandardCharsets.UTF_8);
    var entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length + end.length);
    out.putArchiveEntry(entry);
    out.write(bytes);
    out.write(end);
    out.closeArchiveEntry();
    return entry.getSize();
  }

  private static List<Body> bodies(Path artifacts) throws IOException {
    var bodies = new ArrayList<Body>();
    try (Stream<Path> tars = Files.walk(artifacts)) {
      for (var tar : tars.filter(file -> file.toString().endsWith(".tar")).toList()) {
        try (var artifact = Artifact.open(tar)) {
          for (var file : artifact.manifest().files()) {
            bodies.add(
                new Body(tar.getFileName() + "/" + file.path(), read(artifact, file.path())));
          }
        }
      }
    }
    return bodies;
  }

  private static byte[] read(Artifact artifact, String path) {
    var file = artifact.file(path).orElseThrow();
    var bytes = new byte[Math.toIntExact(file.plain().length())];
    artifact.read(file.plain()).get(bytes);
    return bytes;
  }
}
