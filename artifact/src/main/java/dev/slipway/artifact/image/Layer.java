package dev.slipway.artifact.image;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// One layer of an image.
///
/// @param file the compressed tar
/// @param diffId the SHA-256 of the tar before it was compressed, in hexadecimal
/// @param digest the SHA-256 of the file, in hexadecimal
record Layer(Path file, String diffId, String digest) {

  private static final int BUFFER = 64 * 1024;

  /// What writes the tar of a layer.
  interface Writing {
    void write(OutputStream out) throws IOException, InterruptedException;
  }

  /// Makes a layer in `file`.
  static Layer write(Path file, Writing tar) throws IOException, InterruptedException {
    try (var out = Hashing.through(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
        var gzip = new Gzip(out)) {
      var plain = Hashing.through(gzip);
      try (plain) {
        tar.write(plain);
      }
      return new Layer(file, Hashing.passed(plain), Hashing.passed(out));
    }
  }

  /// Gzip at a fixed level; its header has no time and no name.
  private static final class Gzip extends GZIPOutputStream {

    Gzip(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setLevel(Deflater.DEFAULT_COMPRESSION);
    }
  }
}
