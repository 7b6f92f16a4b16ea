package dev.slipway.runner.build;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarUtils;

/// Passes a tar on with one more entry behind its last, by whose presence the receiver knows that
/// it got all of it.
///
/// The engine accepts a tar that ends too early, at either end of the connection, as if it were
/// whole. Here such a tar is noticed if it comes in without an end mark; if it gets lost later, the
/// additional entry is missing in the container.
final class SealedTar extends OutputStream {

  private static final int BLOCK = 512;
  private static final int SIZE_OFFSET = 124;
  private static final int SIZE_LENGTH = 12;

  private final OutputStream out;
  private final byte[] header = new byte[BLOCK];
  private int filled;
  private long bodyLeft;
  private long written;
  private boolean ended;

  SealedTar(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    written += count;
    int done = 0;
    while (done < count && !ended) {
      done +=
          bodyLeft > 0
              ? body(bytes, offset + done, count - done)
              : header(bytes, offset + done, count - done);
    }
  }

  private int body(byte[] bytes, int offset, int count) throws IOException {
    int now = (int) Math.min(bodyLeft, count);
    out.write(bytes, offset, now);
    bodyLeft -= now;
    return now;
  }

  private int header(byte[] bytes, int offset, int count) throws IOException {
    int now = Math.min(BLOCK - filled, count);
    System.arraycopy(bytes, offset, header, filled, now);
    filled += now;
    if (filled == BLOCK) {
      filled = 0;
      takeHeader();
    }
    return now;
  }

  private void takeHeader() throws IOException {
    if (isZero(header)) {
      ended = true;
      return;
    }
    try {
      long size = TarUtils.parseOctalOrBinary(header, SIZE_OFFSET, SIZE_LENGTH);
      bodyLeft = (size + BLOCK - 1) / BLOCK * BLOCK;
    } catch (IllegalArgumentException e) {
      throw new IOException("no tar header where one must be, before byte " + written, e);
    }
    out.write(header);
  }

  private static boolean isZero(byte[] block) {
    for (byte value : block) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  /// Ends the tar with an empty file `name` at its root.
  ///
  /// @throws IOException if the tar that was written has no end
  void seal(String name) throws IOException {
    if (!ended) {
      throw new IOException("the tar ends after " + written + " bytes, without its end mark");
    }
    var tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
    var entry = new TarArchiveEntry(name);
    entry.setIds(SourceTar.OWNER, SourceTar.OWNER);
    entry.setModTime(0);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
    tar.finish();
    tar.flush();
  }
}
