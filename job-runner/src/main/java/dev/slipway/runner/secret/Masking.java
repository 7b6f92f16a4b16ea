package dev.slipway.runner.secret;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// Replaces secrets in lines of text with `***`, whichever of their forms they have. Immutable and
/// thread-safe; takes a time that grows with the length of the line alone.
///
/// Colours in the midst of a secret do not hide it.
public final class Masking {

  /// What masks nothing.
  public static final Masking NONE = new Masking(List.of());

  /// From how many bytes on the beginning of a secret is masked.
  static final int BEGINNING = 24;

  private static final byte ESCAPE = 0x1B;
  private static final byte[] MASK = "***".getBytes(StandardCharsets.US_ASCII);

  private final Patterns patterns;
  private final boolean empty;

  private Masking(Collection<byte[]> forms) {
    this.patterns = new Patterns(forms, BEGINNING);
    this.empty = forms.isEmpty();
  }

  /// Returns what masks `secrets`.
  public static Masking of(Collection<String> secrets) {
    return secrets.isEmpty() ? NONE : new Masking(Forms.inLines(secrets));
  }

  /// Returns the first `length` bytes of `line`, a line, with every secret masked; `line` itself,
  /// cut to that length, if there is none.
  public byte[] mask(byte[] line, int length) {
    if (empty) {
      return line.length == length ? line : Arrays.copyOf(line, length);
    }
    var found = find(line, length);
    if (found.count() == 0) {
      return Arrays.copyOf(line, length);
    }
    var masked = new ByteArrayOutputStream(length);
    int at = 0;
    for (int i = 0; i < found.count(); i++) {
      masked.write(line, at, found.start(i) - at);
      if (i == 0 || found.start(i) > at) {
        masked.writeBytes(MASK);
      }
      at = found.end(i);
    }
    masked.write(line, at, length - at);
    return masked.toByteArray();
  }

  /// Returns `text` with every secret masked.
  public String mask(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var lines = new StringBuilder();
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '\n') {
        var line = Arrays.copyOfRange(bytes, start, i);
        lines.append(new String(mask(line, line.length), StandardCharsets.UTF_8));
        lines.append(i == bytes.length ? "" : "\n");
        start = i + 1;
      }
    }
    return lines.toString();
  }

  /// Returns where the first `length` bytes of `line` may be cut without cutting a secret: at
  /// `wanted` or before it; at `wanted` if all of them are one.
  public int cut(byte[] line, int length, int wanted) {
    if (empty) {
      return wanted;
    }
    var found = find(line, length);
    int cut = Math.min(wanted, found.open());
    for (int i = found.count() - 1; i >= 0; i--) {
      if (found.start(i) < cut && found.end(i) > cut) {
        cut = found.start(i);
      }
    }
    return cut == 0 ? wanted : cut;
  }

  private Found find(byte[] line, int length) {
    var found = new Found();
    int[] places = new int[length];
    int read = 0;
    int state = Patterns.start();
    for (int at = behindColours(line, 0, length);
        at < length;
        at = behindColours(line, at + 1, length)) {
      places[read++] = at;
      state = patterns.next(state, line[at]);
      int match = patterns.match(state);
      if (match > 0) {
        found.add(places[read - match], at + 1);
      }
    }
    int begun = patterns.begun(state);
    found.open(begun == 0 ? length : places[read - begun]);
    return found;
  }

  /// Returns where the next byte is, from `at` on, that belongs to no colour (`ESC [ … m`).
  private static int behindColours(byte[] line, int at, int length) {
    int next = at;
    while (next + 1 < length && line[next] == ESCAPE && line[next + 1] == '[') {
      int end = next + 2;
      while (end < length && line[end] >= '0' && line[end] <= ';') {
        end++;
      }
      if (end == length || line[end] != 'm') {
        return next;
      }
      next = end + 1;
    }
    return next;
  }
}
