package dev.slipway.cli.doctor;

/// What was found out about one thing that Slipway needs.
public sealed interface Check {

  /// What was looked at.
  String what();

  /// Returns this as a line for people.
  String line();

  /// It is as it must be.
  record Good(String what, String detail) implements Check {
    @Override
    public String line() {
      return "✓ %s: %s".formatted(what, detail);
    }
  }

  /// It works, but somebody should know about it.
  record Doubtful(String what, String detail, String whatToDo) implements Check {
    @Override
    public String line() {
      return "! %s: %s — %s".formatted(what, detail, whatToDo);
    }
  }

  /// It is missing or does not work.
  record Bad(String what, String detail, String whatToDo) implements Check {
    @Override
    public String line() {
      return "✗ %s: %s — %s".formatted(what, detail, whatToDo);
    }
  }
}
