package dev.slipway.artifact.pack;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.ZstdOutputStream;
import com.github.luben.zstd.util.Native;
import dev.slipway.artifact.Encoding;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Compresses in one encoding, so that the same bytes give the same bytes.
///
/// The levels are those past which a site's files get hardly smaller for much more time: measured,
/// brotli 5 takes the time of gzip 6, brotli 9 ten times that for another 2 %.
///
/// @param opening wraps the stream that takes the compressed bytes
record Coder(Encoding encoding, Opening opening) {

  /// Begins to compress into a stream; closing the one that it returns ends it.
  interface Opening {
    OutputStream open(OutputStream out) throws IOException;
  }

  private static final System.Logger LOG = System.getLogger(Coder.class.getName());
  private static final int BROTLI_QUALITY = 5;
  private static final int ZSTD_LEVEL = 3;
  private static final int GZIP_LEVEL = 6;
  private static final int BUFFER = 16 * 1024;

  /// Those that this machine can run, in the order of [Encoding].
  static final List<Coder> AVAILABLE = available();

  /// Loads the native libraries, if nobody has.
  static void load() {
    // That this class is initialized does it.
  }

  private static List<Coder> available() {
    var coders = new ArrayList<Coder>();
    if (Brotli4jLoader.isAvailable()) {
      coders.add(new Coder(Encoding.BROTLI, Coder::brotli));
    } else {
      unavailable(Encoding.BROTLI, Brotli4jLoader.getUnavailabilityCause());
    }
    try {
      Native.load();
      coders.add(new Coder(Encoding.ZSTD, out -> new ZstdOutputStream(out, ZSTD_LEVEL)));
    } catch (LinkageError e) {
      unavailable(Encoding.ZSTD, e);
    }
    coders.add(new Coder(Encoding.GZIP, Gzip::new));
    return List.copyOf(coders);
  }

  private static OutputStream brotli(OutputStream out) throws IOException {
    return new BrotliOutputStream(out, Encoder.Parameters.create(BROTLI_QUALITY), BUFFER);
  }

  private static void unavailable(Encoding encoding, Throwable cause) {
    LOG.log(
        System.Logger.Level.WARNING,
        "No files are stored with encoding={0}: its native library does not load here ({1})."
            + " Deployments work without; run a platform that it supports to have it",
        encoding.token(),
        cause);
  }

  /// Gzip with nothing in its header that changes: no time, no name, no operating system.
  private static final class Gzip extends GZIPOutputStream {
    private Gzip(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setLevel(GZIP_LEVEL);
    }
  }
}
