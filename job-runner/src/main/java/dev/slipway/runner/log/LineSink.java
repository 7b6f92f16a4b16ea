package dev.slipway.runner.log;

/// Takes what a stream of bytes turns out to consist of.
interface LineSink {

  /// Takes one whole line of a program's output: `length` bytes of `buffer`, without an end.
  void line(byte[] buffer, int length);

  /// Takes one line that the build's own script wrote into the log.
  void ownLine(byte[] buffer, int length);

  /// Takes one message that the build's own script meant for the runner.
  void note(String text);
}
