package dev.slipway.runner.job;

/// What is said to people about a fault of the platform.
final class Fault {

  private Fault() {}

  /// Returns what went wrong, with its cause, as a sentence.
  static String words(Throwable fault) {
    var words = new StringBuilder("Something went wrong on our side: ").append(text(fault));
    var cause = fault.getCause();
    if (cause != null && words.indexOf(text(cause)) < 0) {
      words.append(": ").append(text(cause));
    }
    if (words.charAt(words.length() - 1) != '.') {
      words.append('.');
    }
    return words.toString();
  }

  private static String text(Throwable fault) {
    var message = fault.getMessage();
    return message == null || message.isBlank()
        ? fault.getClass().getSimpleName()
        : message.strip();
  }
}
