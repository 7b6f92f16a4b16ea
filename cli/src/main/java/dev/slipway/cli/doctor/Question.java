package dev.slipway.cli.doctor;

/// One thing to find out.
///
/// @param what what is looked at, for the line about it where there is no answer
public record Question(String what, Answer answer) {

  /// Finds it out. May throw, and may take too long.
  public interface Answer {
    Check find() throws Exception;
  }
}
