package dev.slipway.store.s3;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import software.amazon.awssdk.core.sync.RequestBody;

/// A part of a file, as a request carries it: read from the disk for every try.
record FilePart(Path file, long offset, long length) {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final String TAR = "application/x-tar";

  RequestBody body() {
    return RequestBody.fromContentProvider(this::open, length, TAR);
  }

  /// Returns the MD5 of its bytes in base64, by which every S3-compatible store refuses a request
  /// whose body is not what was sent.
  String md5() throws IOException {
    try (var bytes = open()) {
      var md5 = MessageDigest.getInstance("MD5");
      var buffer = new byte[BUFFER_BYTES];
      for (int count; (count = bytes.read(buffer)) >= 0; ) {
        md5.update(buffer, 0, count);
      }
      return Base64.getEncoder().encodeToString(md5.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  private InputStream open() {
    try {
      var bytes = Files.newInputStream(file);
      bytes.skipNBytes(offset);
      return new Bounded(new BufferedInputStream(bytes, BUFFER_BYTES), length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The first bytes of a stream.
  private static final class Bounded extends InputStream {

    private final InputStream bytes;
    private long left;

    private Bounded(InputStream bytes, long left) {
      this.bytes = bytes;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      if (left == 0) {
        return -1;
      }
      int next = bytes.read();
      left -= next < 0 ? left : 1;
      return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left == 0) {
        return length == 0 ? 0 : -1;
      }
      int count = bytes.read(buffer, offset, (int) Math.min(left, length));
      left -= count < 0 ? left : count;
      return count;
    }

    @Override
    public void close() throws IOException {
      bytes.close();
    }
  }
}
