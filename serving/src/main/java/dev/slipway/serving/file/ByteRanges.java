package dev.slipway.serving.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The parts of a file that a client asks for with `Range` (RFC 9110, section 14).
///
/// @param ranges those that lie in the file, in the order they were asked for; none if no one does
record ByteRanges(List<ByteRange> ranges) {

  /// One part, in the file with all its bounds.
  record ByteRange(long first, long last) {
    long length() {
      return last - first + 1;
    }
  }

  private static final int MAX_RANGES = 32;
  private static final int MAX_DIGITS = 18;
  private static final Pattern UNIT = Pattern.compile("(?i)bytes=(.*)");
  private static final Pattern SPEC = Pattern.compile("([0-9]*)-([0-9]*)");

  ByteRanges {
    ranges = List.copyOf(ranges);
  }

  /// Returns what `header` asks of a file of `size` bytes.
  ///
  /// Empty, which means all of the file, where it is malformed or of another unit, and where
  /// obeying would cost more than the file: over 32 parts, or parts that overlap so much that they
  /// are longer together than the file.
  static Optional<ByteRanges> parse(String header, long size) {
    var unit = UNIT.matcher(header.strip());
    if (!unit.matches()) {
      return Optional.empty();
    }
    var ranges = new ArrayList<ByteRange>();
    var specs = unit.group(1).split(",", -1);
    for (var spec : specs) {
      var range = SPEC.matcher(spec.strip());
      if (!range.matches() || !valid(range.group(1), range.group(2))) {
        return Optional.empty();
      }
      within(range.group(1), range.group(2), size).ifPresent(ranges::add);
    }
    boolean excessive =
        specs.length > MAX_RANGES || ranges.stream().mapToLong(ByteRange::length).sum() > size;
    return excessive ? Optional.empty() : Optional.of(new ByteRanges(ranges));
  }

  private static boolean valid(String first, String last) {
    return first.isEmpty() ? !last.isEmpty() : last.isEmpty() || number(first) <= number(last);
  }

  private static Optional<ByteRange> within(String first, String last, long size) {
    long begin = first.isEmpty() ? Math.max(0, size - number(last)) : number(first);
    long end = first.isEmpty() || last.isEmpty() ? size - 1 : Math.min(size - 1, number(last));
    return begin <= end ? Optional.of(new ByteRange(begin, end)) : Optional.empty();
  }

  private static long number(String digits) {
    return digits.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
  }
}
