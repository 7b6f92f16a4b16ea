package dev.slipway.runner.log;

/// Takes what a stream of bytes turns out to consist of.
interface LineSink {

  /// Takes one whole line of a program's output: `length` bytes of `buffer`, without an end.
  void line(byte[] buffer, int length);

  /// Returns where a line may be cut that is too long, of which `buffer` has the first `length`
  /// bytes: at `wanted`, or before it.
  int cut(byte[] buffer, int length, int wanted);

  /// Takes one line that the build's own script wrote into the log.
  void ownLine(byte[] buffer, int length);

  /// Takes one message that the build's own script meant for the runner.
  void note(String text);
}
