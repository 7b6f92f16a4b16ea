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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// How fast outputs are packed: the files of real deployments, each once, and all again and again
/// with a few other bytes until there are enough.
public final class PackSpeed {

  private static final Limits LIMITS = new Limits(1_000_000, 1L << 30);
  private static final double MEGA = 1e6;
  private static final double NANO = 1e9;

  /// By this name the packer knows nothing of the content, and compresses none of it.
  private static final String UNKNOWN = ".bin";

  private final Collection<Body> bodies;
  private final Path folder;
  private final long bytes;

  /// A file of a deployment.
  @SuppressWarnings("ArrayRecordComponent") // only to be written; nobody compares files
  private record Body(String path, byte[] bytes) {}

  private PackSpeed(Collection<Body> bodies, Path folder, long bytes) {
    this.bodies = bodies;
    this.folder = folder;
    this.bytes = bytes;
  }

  /// Takes the files of every artifact in the artifact folder `artifacts`.
  ///
  /// @param folder where outputs and artifacts are written
  /// @param bytes how much is packed at a time
  public static PackSpeed of(Path artifacts, Path folder, long bytes) throws IOException {
    var bodies = new LinkedHashMap<String, Body>();
    for (var tar : tars(artifacts)) {
      try (var artifact = Artifact.open(tar)) {
        for (var file : artifact.manifest().files()) {
          if (file.size() > 0 && !bodies.containsKey(file.sha256())) {
            bodies.put(file.sha256(), new Body(file.path(), read(artifact, file.path())));
          }
        }
      }
    }
    if (bodies.isEmpty()) {
      throw new IllegalStateException("no deployment in " + artifacts + " has a file to pack");
    }
    return new PackSpeed(bodies.values(), folder, bytes);
  }

  /// Packs an output `times` times, and returns how many megabytes of it a second each took. The
  /// first one is packed by a program that is not compiled yet, as a runner's is.
  ///
  /// @param compressible whether the files have names by which they are precompressed
  public double[] megabytesPerSecond(boolean compressible, int times)
      throws IOException, InterruptedException {
    var corpus = write(compressible);
    try {
      var speeds = new double[times];
      for (int i = 0; i < times; i++) {
        speeds[i] = pack(corpus);
      }
      return speeds;
    } finally {
      Files.delete(corpus);
    }
  }

  private double pack(Path corpus) throws IOException, InterruptedException {
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

  private Path write(boolean compressible) throws IOException {
    var tar = folder.resolve("output.tar");
    try (var out =
        new TarArchiveOutputStream(
            new BufferedOutputStream(Files.newOutputStream(tar)), StandardCharsets.UTF_8.name())) {
      out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      long written = 0;
      for (int copy = 0; written < bytes; copy++) {
        int number = 0;
        for (var body : bodies) {
          var name =
              "%d/%d/%s%s".formatted(copy, number++, body.path(), compressible ? "" : UNKNOWN);
          written += write(out, name, body.bytes());
        }
      }
    }
    return tar;
  }

  /// The name goes behind the bytes, so that no two files are equal: the packer would take equal
  /// ones together.
  private static long write(TarArchiveOutputStream out, String name, byte[] bytes)
      throws IOException {
    var end = ("\n" + name).getBytes(StandardCharsets.UTF_8);
    var entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length + end.length);
    out.putArchiveEntry(entry);
    out.write(bytes);
    out.write(end);
    out.closeArchiveEntry();
    return entry.getSize();
  }

  private static List<Path> tars(Path artifacts) throws IOException {
    try (var files = Files.walk(artifacts)) {
      return files.filter(file -> file.toString().endsWith(".tar")).sorted().toList();
    }
  }

  private static byte[] read(Artifact artifact, String path) {
    var file = artifact.file(path).orElseThrow();
    var bytes = new byte[Math.toIntExact(file.plain().length())];
    artifact.read(file.plain()).get(bytes);
    return bytes;
  }
}
