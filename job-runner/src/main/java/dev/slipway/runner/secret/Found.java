package dev.slipway.runner.secret;

import java.util.Arrays;

/// Where secrets are in a line, as spans that do not overlap. Not thread-safe.
///
/// Matches come in the order of their ends. One that begins in an earlier span is joined to it, so
/// the spans are in order of both ends, and each is joined away once at most.
final class Found {

  private int[] starts = new int[8];
  private int[] ends = new int[8];
  private int count;
  private int open;

  void add(int start, int end) {
    int first = start;
    while (count > 0 && ends[count - 1] > first) {
      count--;
      first = Math.min(first, starts[count]);
    }
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
    }
    starts[count] = first;
    ends[count] = end;
    count++;
  }

  /// Notes where something begins at the end of the line that may become a secret.
  void open(int start) {
    open = start;
  }

  int open() {
    return open;
  }

  int count() {
    return count;
  }

  int start(int index) {
    return starts[index];
  }

  int end(int index) {
    return ends[index];
  }
}
