package dev.slipway.runner.log;

/// Finds the escape sequences in a stream of bytes, and tells colours from the others. Not
/// thread-safe.
///
/// A terminal that shows the log obeys such sequences: some of them move the cursor, set the title
/// or write to the clipboard. Colours (`ESC [ … m`) are all that a log needs.
final class Escapes {

  private static final byte ESCAPE = 0x1B;
  private static final byte BELL = 0x07;
  private static final int LONGEST_COLOUR = 48;

  private enum State {
    TEXT,
    BEGUN,
    CONTROL,
    STRING,
    STRING_ENDING
  }

  private final byte[] sequence = new byte[LONGEST_COLOUR];
  private int length;
  private boolean plain;
  private State state = State.TEXT;

  /// Tells whether `value` belongs to an escape sequence.
  boolean takes(byte value) {
    if (state == State.TEXT && value != ESCAPE) {
      return false;
    }
    state =
        switch (state) {
          case TEXT -> begin();
          case BEGUN -> afterEscape(value);
          case CONTROL -> control(value);
          case STRING -> string(value);
          case STRING_ENDING -> value == '\\' ? State.TEXT : string(value);
        };
    return true;
  }

  /// Returns how many bytes of [#sequence()] are a colour that has just ended; 0 if none has.
  int colour() {
    boolean ended = state == State.TEXT && plain && length > 0 && sequence[length - 1] == 'm';
    return ended ? length : 0;
  }

  byte[] sequence() {
    return sequence;
  }

  /// Forgets a sequence that has begun: none goes over the end of a line.
  void reset() {
    state = State.TEXT;
    length = 0;
  }

  private State begin() {
    length = 0;
    plain = true;
    keep(ESCAPE);
    return State.BEGUN;
  }

  private State afterEscape(byte value) {
    keep(value);
    return switch (value) {
      case '[' -> State.CONTROL;
      case ']', 'P', 'X', '^', '_' -> notColour(State.STRING);
      case ESCAPE -> begin();
      default -> value >= ' ' && value <= '/' ? State.BEGUN : notColour(State.TEXT);
    };
  }

  private State control(byte value) {
    if (value == ESCAPE) {
      return begin();
    }
    keep(value);
    if (value >= '@' && value <= '~') {
      return State.TEXT;
    }
    plain &= value >= '0' && value <= ';';
    return value >= ' ' ? State.CONTROL : State.TEXT;
  }

  private static State string(byte value) {
    return switch (value) {
      case BELL -> State.TEXT;
      case ESCAPE -> State.STRING_ENDING;
      default -> State.STRING;
    };
  }

  private State notColour(State next) {
    plain = false;
    return next;
  }

  private void keep(byte value) {
    if (length < LONGEST_COLOUR) {
      sequence[length++] = value;
    } else {
      plain = false;
    }
  }
}
