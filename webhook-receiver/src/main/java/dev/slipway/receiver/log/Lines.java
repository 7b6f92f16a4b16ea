package dev.slipway.receiver.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The lines in a stream of bytes that arrives in chunks. Not thread-safe.
///
/// A line comes out when its end has come in, so a character is never cut at the border of two
/// chunks. A line that is too long comes out in pieces, cut between characters.
final class Lines {

  private static final int LONGEST = 16 * 1024;
  private static final int LONGEST_CHARACTER = 4;

  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private long offset;

  /// Begins at `offset` of the whole stream.
  Lines(long offset) {
    this.offset = offset;
  }

  /// One line.
  ///
  /// @param text without its end; what is no UTF-8 is replaced, and of what a terminal would have
  ///   written over with a carriage return the last is kept
  /// @param next the offset behind it
  record Line(String text, long next) {}

  /// Takes the next chunk, and returns the lines that are complete with it.
  List<Line> add(byte[] chunk) {
    var lines = new ArrayList<Line>();
    for (byte next : chunk) {
      if (next == '\n') {
        lines.add(line(1));
        continue;
      }
      if (pending.size() >= LONGEST && mayCutBefore(next)) {
        lines.add(line(0));
      }
      pending.write(next);
    }
    return lines;
  }

  /// Returns what came after the last line's end, if anything did.
  Optional<Line> rest() {
    return pending.size() == 0 ? Optional.empty() : Optional.of(line(0));
  }

  private Line line(int terminator) {
    offset += pending.size() + terminator;
    var text = pending.toString(StandardCharsets.UTF_8);
    pending.reset();
    return new Line(shown(text), offset);
  }

  private boolean mayCutBefore(byte next) {
    boolean continuesCharacter = (next & 0xC0) == 0x80;
    return !continuesCharacter || pending.size() >= LONGEST + LONGEST_CHARACTER;
  }

  private static String shown(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\r') {
      end--;
    }
    return text.substring(text.lastIndexOf('\r', end - 1) + 1, end);
  }
}
