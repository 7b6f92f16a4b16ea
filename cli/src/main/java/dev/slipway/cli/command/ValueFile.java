package dev.slipway.cli.command;

import dev.slipway.core.secret.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file whose content is the value of a variable, or several of them.
final class ValueFile {

  private static final int LARGEST = 64 * 1024;

  private ValueFile() {}

  /// Returns all of `file`.
  static byte[] bytes(Path file) {
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new UsageException(file + ": has more than 64 KB.");
      }
      return bytes;
    } catch (IOException e) {
      throw new UsageException(file + ": can't be read: " + e.getMessage());
    }
  }

  /// Returns the value that `file` has.
  static Secret value(Path file) {
    return value(bytes(file), file.toString());
  }

  /// Returns the value in `bytes`, of which editors and `echo` end the last line.
  static Secret value(byte[] bytes, String where) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      int end = text.length();
      if (text.endsWith("\n")) {
        end -= text.endsWith("\r\n") ? 2 : 1;
      }
      return new Secret(text.substring(0, end));
    } catch (CharacterCodingException _) {
      throw new UsageException(where + ": is not UTF-8.");
    }
  }
}
