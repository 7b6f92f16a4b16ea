package dev.slipway.bench.serving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The precedence of this program, and of all that it starts, over what else runs on the machine,
/// for as long as it is open. Only root may have it, and not every kernel knows it.
/* The scheduler shares the processor between sessions first, and a session's value is of the same
 * kind as the `nice` of a process. All that a terminal has started shares it, so it is set back.
 */
final class Precedence implements AutoCloseable {

  private static final Path SESSION = Path.of("/proc/self/autogroup");
  private static final String FIRST = "-20";
  private static final String USUAL = "0";

  private final boolean taken;

  private Precedence(boolean taken) {
    this.taken = taken;
  }

  /// Takes it, if it can be had.
  static Precedence take() {
    return new Precedence(write(FIRST));
  }

  /// Tells whether it could be had.
  boolean taken() {
    return taken;
  }

  private static boolean write(String value) {
    try {
      Files.writeString(SESSION, value);
      return true;
    } catch (IOException e) {
      System.getLogger(Precedence.class.getName())
          .log(System.Logger.Level.DEBUG, "No precedence: " + SESSION + " takes no " + value, e);
      return false;
    }
  }

  @Override
  public void close() {
    if (taken) {
      write(USUAL);
    }
  }
}
