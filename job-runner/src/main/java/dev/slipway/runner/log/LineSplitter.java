package dev.slipway.runner.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Cuts one stream of a container into lines. Not thread-safe.
///
/// A container's output arrives in pieces that end anywhere, in the middle of a line or of a
/// character, so the bytes of a begun line are carried to the next piece and nothing is decoded.
///
/// - A line ends at `\n` or `\r\n`. After a lone `\r` it begins anew, as on a terminal, so that of
///   a progress bar its last state is kept.
/// - A line longer than [#MAX_LINE] is cut into several, between characters, and not in the midst
///   of what the sink wants to have whole.
/// - Control characters and escape sequences are left out, but for tabs and colours.
/// - A record separator ends a line too: the build's script writes one to each stream between two
///   commands. In the stream that it writes its own lines to it also begins one of them: one that
///   goes into the log, or after two separators a note to the runner. A build that writes such
///   bytes itself fools nobody but itself.
final class LineSplitter {

  /// How many bytes a line may have.
  static final int MAX_LINE = 64 * 1024;

  private static final byte RECORD_SEPARATOR = 0x1E;
  private static final byte DELETE = 0x7F;
  private static final byte BEGIN_OF_CONTROL = (byte) 0xC2;
  private static final int FIRST_CONTROL = 0x80;
  private static final int LAST_CONTROL = 0x9F;
  private static final int LONGEST_CHARACTER = 4;

  private enum Kind {
    OUTPUT,
    OWN_LINE,
    NOTE
  }

  private final LineSink sink;
  private final boolean scripted;
  private final byte[] line = new byte[MAX_LINE];
  private final Escapes escapes = new Escapes();
  private int length;
  private boolean returned;
  private Kind kind = Kind.OUTPUT;

  /// @param scripted whether the build's script writes its own lines into this stream
  LineSplitter(LineSink sink, boolean scripted) {
    this.sink = sink;
    this.scripted = scripted;
  }

  void accept(byte[] bytes, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      accept(bytes[i]);
    }
  }

  /// Ends the line that has begun, if one has.
  void end() {
    if (length > 0) {
      emit();
    }
    returned = false;
    escapes.reset();
  }

  private void accept(byte value) {
    if (value == '\n') {
      returned = false;
      escapes.reset();
      emit();
    } else if (value == '\r') {
      returned = true;
    } else if (value == RECORD_SEPARATOR) {
      separate();
    } else if (escapes.takes(value)) {
      appendColour();
    } else if (endsControl(value)) {
      length--;
    } else if (isText(value)) {
      append(value);
    }
  }

  /// Tells whether `value` is the last byte of one of the control characters behind ASCII, some of
  /// which terminals obey too.
  private boolean endsControl(byte value) {
    return length > 0
        && !returned
        && line[length - 1] == BEGIN_OF_CONTROL
        && (value & 0xFF) >= FIRST_CONTROL
        && (value & 0xFF) <= LAST_CONTROL;
  }

  private static boolean isText(byte value) {
    return value < 0 || (value >= ' ' && value != DELETE) || value == '\t';
  }

  private void appendColour() {
    for (int i = 0; i < escapes.colour(); i++) {
      append(escapes.sequence()[i]);
    }
  }

  private void separate() {
    if (kind == Kind.OWN_LINE && length == 0) {
      kind = Kind.NOTE;
    } else {
      end();
      kind = scripted ? Kind.OWN_LINE : Kind.OUTPUT;
    }
  }

  private void append(byte value) {
    if (returned) {
      returned = false;
      length = 0;
    }
    if (length == MAX_LINE) {
      cut();
    }
    line[length++] = value;
  }

  /// Emits as much of a full buffer as ends where it may be cut.
  private void cut() {
    int end = sink.cut(line, length, endOfLastCharacter());
    byte[] rest = Arrays.copyOfRange(line, end, length);
    length = end;
    Kind same = kind;
    emit();
    kind = same;
    System.arraycopy(rest, 0, line, 0, rest.length);
    length = rest.length;
  }

  /// Returns where the begun character at the end starts; the end itself if that is no UTF-8.
  private int endOfLastCharacter() {
    int start = length - 1;
    while (start > length - LONGEST_CHARACTER && (line[start] & 0xC0) == 0x80) {
      start--;
    }
    int lead = line[start] & 0xFF;
    int wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    return start + wanted > length ? start : length;
  }

  private void emit() {
    int emitted = length;
    Kind emittedKind = kind;
    length = 0;
    kind = Kind.OUTPUT;
    switch (emittedKind) {
      case OUTPUT -> sink.line(line, emitted);
      case OWN_LINE -> sink.ownLine(line, emitted);
      case NOTE -> sink.note(new String(line, 0, emitted, StandardCharsets.UTF_8));
    }
  }
}
