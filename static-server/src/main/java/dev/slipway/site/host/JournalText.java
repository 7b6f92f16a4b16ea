package dev.slipway.site.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/// The text of a journal of routes: a first line that says which version it is of, then a line for
/// each change, with its CRC-32 in front of it.
final class JournalText {

  private static final String FIRST = "slipway-routes 1";
  private static final int LONGEST_LINE = 1 << 20;
  private static final int CHECKSUM_DIGITS = 8;

  private JournalText() {}

  /// What was read of a journal.
  ///
  /// @param known whether it is of a version that is understood; if not, nothing of it was read
  /// @param damaged how many lines are not as they were written
  record Found(boolean known, int damaged) {}

  /// Returns the first line.
  static byte[] first() {
    return (FIRST + "\n").getBytes(UTF_8);
  }

  /// Returns the line that holds `text`, in which there is no end of a line.
  static byte[] line(String text) {
    return (checksum(text) + " " + text + "\n").getBytes(UTF_8);
  }

  /// Gives every change in `input` to `reader`, which throws [IllegalArgumentException] for one
  /// that it does not understand.
  static Found read(InputStream input, Consumer<String> reader) throws IOException {
    var bytes = new BufferedInputStream(input, 1 << 16);
    var first = nextLine(bytes);
    if (first.isEmpty() || !first.get().equals(FIRST)) {
      return new Found(first.isEmpty(), 0);
    }
    int damaged = 0;
    for (var line = nextLine(bytes); line.isPresent(); line = nextLine(bytes)) {
      if (!understood(line.get(), reader)) {
        damaged++;
      }
    }
    return new Found(true, damaged);
  }

  private static boolean understood(String line, Consumer<String> reader) {
    if (line.length() <= CHECKSUM_DIGITS) {
      return false;
    }
    var text = line.substring(CHECKSUM_DIGITS + 1);
    if (!line.startsWith(checksum(text) + " ")) {
      return false;
    }
    try {
      reader.accept(text);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// Returns the next line, or of one that is too long its beginning; empty at the end.
  private static Optional<String> nextLine(InputStream bytes) throws IOException {
    var line = new ByteArrayOutputStream();
    int next = bytes.read();
    if (next < 0) {
      return Optional.empty();
    }
    for (; next >= 0 && next != '\n'; next = bytes.read()) {
      if (line.size() < LONGEST_LINE) {
        line.write(next);
      }
    }
    return Optional.of(line.toString(UTF_8));
  }

  private static String checksum(String text) {
    var checksum = new CRC32();
    checksum.update(text.getBytes(UTF_8));
    return "%08x".formatted(checksum.getValue());
  }
}
