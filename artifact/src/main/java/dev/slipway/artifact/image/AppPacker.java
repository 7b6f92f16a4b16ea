package dev.slipway.artifact.image;

import dev.slipway.artifact.ArtifactException;
import dev.slipway.artifact.Limits;
import dev.slipway.artifact.PackedArtifact;
import dev.slipway.artifact.output.OutputReader;
import dev.slipway.artifact.output.ProgramFolder;
import dev.slipway.artifact.output.ProgramFolder.Entry;
import dev.slipway.artifact.output.ProgramFolder.File;
import dev.slipway.artifact.output.ProgramFolder.Link;
import dev.slipway.artifact.output.Spool;
import dev.slipway.core.artifact.ArtifactDigest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// Makes the artifact of an app: the tar of its program, just as it is the last layer of its image.
/// The same files give the same bytes, in whatever order and with whatever times and owners they
/// come.
public final class AppPacker {

  private static final int BUFFER = 64 * 1024;

  private AppPacker() {}

  /// Packs the folder that `program` holds into the new file `target`. `program` is left open.
  ///
  /// @param time of every file
  /// @param temporary a folder for what is needed meanwhile
  /// @throws dev.slipway.core.deployment.DeploymentFailure for what its owner can mend
  /// @throws ArtifactException if the tar is cut off or damaged, or if a disk fails
  public static PackedArtifact pack(InputStream program, Instant time, Path temporary, Path target)
      throws InterruptedException {
    try (var spool = Spool.in(temporary)) {
      var folder = OutputReader.readProgram(program, Limits.USUAL, spool);
      var digest = write(folder, spool, time, target);
      var bytes = folder.entries().stream().mapToLong(AppPacker::size).sum();
      return new PackedArtifact(target, digest, folder.entries().size(), bytes, folder.notes());
    } catch (IOException e) {
      if (Thread.interrupted()) {
        var interrupted = new InterruptedException("interrupted while packing");
        interrupted.initCause(e);
        throw interrupted;
      }
      throw new ArtifactException("cannot pack the app: " + e.getMessage(), e);
    }
  }

  private static ArtifactDigest write(ProgramFolder folder, Spool spool, Instant time, Path target)
      throws IOException, InterruptedException {
    try (var out =
        Hashing.through(new BufferedOutputStream(Files.newOutputStream(target), BUFFER))) {
      try (var tar = new TarStream(out, time)) {
        for (var entry : folder.entries()) {
          add(tar, entry, spool);
        }
      }
      return new ArtifactDigest(Hashing.passed(out));
    }
  }

  private static void add(TarStream tar, Entry entry, Spool spool)
      throws IOException, InterruptedException {
    var name = AppImage.FOLDER + "/" + entry.path();
    switch (entry) {
      case Link link -> tar.addLink(name, link.target());
      case File file -> {
        try (var body = spool.open(file.body())) {
          if (file.executable()) {
            tar.addProgram(name, file.body().length(), body);
          } else {
            tar.add(name, file.body().length(), body);
          }
        }
      }
    }
  }

  private static long size(Entry entry) {
    return switch (entry) {
      case File file -> file.body().length();
      case Link _ -> 0;
    };
  }
}
