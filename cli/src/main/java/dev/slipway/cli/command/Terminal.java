package dev.slipway.cli.command;

import dev.slipway.core.secret.Secret;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/// Where a command writes for people, what it reads, and whom it may ask.
public record Terminal(PrintStream out, PrintStream err, InputStream in) {

  private static final int LARGEST_INPUT = 64 * 1024;

  /// A terminal that reads the standard input of this process.
  public Terminal(PrintStream out, PrintStream err) {
    this(out, err, System.in);
  }

  /// Writes a line.
  void say(String line) {
    out.println(line);
    out.flush();
  }

  /// Writes an empty line.
  void gap() {
    say("");
  }

  /// Writes a line about something that went wrong.
  void complain(String line) {
    err.println(line);
    err.flush();
  }

  /// Returns whether the person says yes to `question`. Where nobody sits at a terminal, that is a
  /// yes; where the terminal's input ends, a no.
  @SuppressWarnings(
      "SystemConsoleNull") // from JDK 25 on it is null again where there is no terminal
  boolean agrees(String question) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return true;
    }
    var answer = console.readLine("%s [Y/n] ", question);
    return answer != null && (answer.isBlank() || answer.strip().matches("(?i)y|yes"));
  }

  /// Returns what the person types after `prompt`, which is not shown, or where nobody sits at a
  /// terminal, what the input has.
  @SuppressWarnings(
      "SystemConsoleNull") // from JDK 25 on it is null again where there is no terminal
  Secret value(String prompt) {
    Console console = System.console();
    return console == null || !console.isTerminal()
        ? ValueFile.value(input(), "standard input")
        : secret(prompt);
  }

  /// Returns all that the input has.
  byte[] input() {
    try {
      var bytes = in.readNBytes(LARGEST_INPUT + 1);
      if (bytes.length > LARGEST_INPUT) {
        throw new UsageException("Standard input has more than 64 KB.");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read standard input", e);
    }
  }

  /// Returns what the person types after `prompt`, which is not shown.
  ///
  /// @throws UsageException if nobody sits at a terminal
  @SuppressWarnings(
      "SystemConsoleNull") // from JDK 25 on it is null again where there is no terminal
  Secret secret(String prompt) {
    Console console = System.console();
    var typed =
        console == null || !console.isTerminal() ? null : console.readPassword("%s", prompt);
    if (typed == null) {
      throw new UsageException("Nobody can be asked for a password here: use --password-file.");
    }
    return new Secret(new String(typed));
  }
}
