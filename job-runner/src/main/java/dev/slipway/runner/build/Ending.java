package dev.slipway.runner.build;

/// What can end a build that runs.
sealed interface Ending {

  /// Its container's main program ended.
  record Exited(int status) implements Ending {}

  /// Its log is full, or can't be written.
  record LogStopped() implements Ending {}

  /// It has written too much; `what` says so as a sentence.
  record DiskFull(String what) implements Ending {}

  /// The disk of the node is nearly full, whoever has filled it; `what` says so as a sentence.
  record NodeFull(String what) implements Ending {}

  /// Its cache holds too much; `what` says so as a sentence.
  record CacheFull(String what) implements Ending {}

  /// Its time is up.
  record TimedOut() implements Ending {}

  /// The engine can't tell any more.
  record Lost(EngineException cause) implements Ending {}
}
