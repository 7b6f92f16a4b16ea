package dev.slipway.store.remote;

import dev.slipway.core.artifact.ArtifactDigest;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;

/// One tar on its way from another machine to a file of this one.
final class Transfer {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final Set<StandardOpenOption> NEW_FILE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private final ArtifactDigest digest;
  private final RemoteArtifacts.Incoming incoming;
  private final Duration longest;
  private final long begun = System.nanoTime();
  private final MessageDigest sha256 = sha256();

  /// @param longest how long it may take
  Transfer(ArtifactDigest digest, RemoteArtifacts.Incoming incoming, Duration longest) {
    this.digest = digest;
    this.incoming = incoming;
    this.longest = longest;
  }

  /// What comes from elsewhere failed, and not the disk.
  static final class InterruptedTransferException extends IOException {

    private static final long serialVersionUID = 1;

    private InterruptedTransferException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// Writes it to the new file `part`, and to the disk.
  ///
  /// @throws BrokenTarException if it is not what was asked for
  /// @throws InterruptedTransferException if it does not come to its end
  void write(Path part) throws IOException {
    var rights = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (var file = FileChannel.open(part, NEW_FILE, rights)) {
      var buffer = new byte[BUFFER_BYTES];
      long length = 0;
      for (int count; (count = read(buffer, length)) >= 0; length += count) {
        require(length + count <= incoming.length(), "it has more bytes than announced");
        sha256.update(buffer, 0, count);
        writeAll(file, ByteBuffer.wrap(buffer, 0, count));
      }
      var actual = new ArtifactDigest(HexFormat.of().formatHex(sha256.digest()));
      require(actual.equals(digest), "its bytes are those of " + actual);
      file.force(true);
    }
  }

  private int read(byte[] buffer, long length) throws IOException {
    try {
      if (System.nanoTime() - begun > longest.toNanos()) {
        throw new IOException("it takes longer than " + longest.toMillis() + " ms");
      }
      int count = incoming.bytes().read(buffer);
      if (count < 0 && length < incoming.length()) {
        throw new EOFException("it ended after " + length + " bytes");
      }
      return count;
    } catch (IOException e) {
      throw new InterruptedTransferException(
          "only %d of %d bytes came: %s".formatted(length, incoming.length(), e), e);
    }
  }

  private void require(boolean right, String otherwise) throws BrokenTarException {
    if (!right) {
      throw new BrokenTarException(otherwise);
    }
  }

  private static void writeAll(FileChannel file, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
