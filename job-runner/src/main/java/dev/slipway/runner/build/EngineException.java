package dev.slipway.runner.build;

import org.jspecify.annotations.Nullable;

/// Says that the container engine could not do something: what, why, and what to do about it. Not
/// the fault of who is deploying.
public class EngineException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String what;
  private final String whatToDo;

  /// @param what what could not be done with which thing, and why, as a sentence
  /// @param whatToDo what to do about it, as a sentence
  EngineException(String what, String whatToDo, @Nullable Throwable cause) {
    super(what + " " + whatToDo, cause);
    this.what = what;
    this.whatToDo = whatToDo;
  }

  /// Returns what could not be done, and why.
  public String what() {
    return what;
  }

  /// Returns what to do about it.
  public String whatToDo() {
    return whatToDo;
  }
}
