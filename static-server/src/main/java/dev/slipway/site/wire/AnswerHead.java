package dev.slipway.site.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.slipway.serving.http.Answer;
import io.helidon.http.Status;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The status line and the header of an answer, as bytes.
///
/// They end before what is not the same each time: the date, and whether the connection ends.
final class AnswerHead {

  private static final byte[] STAYS = "\r\n".getBytes(US_ASCII);
  private static final byte[] ENDS = "Connection: close\r\n\r\n".getBytes(US_ASCII);

  private static final int LONGEST_DATE = 64;

  /// What hardly any other answer has too.
  private static final Set<String> OWN = Set.of("ETag", "Location");

  private final byte[] own;
  private final Common common;

  /// A head that begins with `own` and ends with `common`.
  AnswerHead(byte[] own, Common common) {
    this.own = own;
    this.common = common;
  }

  /// The end of a head, which many answers have in common. Equal to any with the same bytes.
  static final class Common {

    /// The end of a head that has nothing in common with others.
    static final Common NOTHING = new Common(new byte[0]);

    private final byte[] bytes;

    private Common(byte[] bytes) {
      this.bytes = bytes;
    }

    /// Puts it into `buffer`.
    void put(ByteBuffer buffer) {
      buffer.put(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Common common && Arrays.equals(bytes, common.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /// Returns the head of `answer`.
  static AnswerHead of(Answer answer) {
    var own = new StringBuilder(128);
    var common = new StringBuilder(512);
    var status = Status.create(answer.status());
    own.append("HTTP/1.1 ").append(status.code()).append(' ').append(status.reasonPhrase());
    own.append("\r\n");
    if (answer.hasLength()) {
      append(own, "Content-Length", String.valueOf(answer.body().length()));
    }
    answer
        .headers()
        .forEach((name, value) -> append(OWN.contains(name) ? own : common, name, value));
    return new AnswerHead(bytes(own), new Common(bytes(common)));
  }

  /// Returns what comes after the date.
  ///
  /// @param last whether the connection ends afterwards
  static byte[] ending(boolean last) {
    return last ? ENDS : STAYS;
  }

  /// Returns its beginning, which is its own. Not to be changed.
  byte[] own() {
    return own;
  }

  /// Returns its end.
  Common common() {
    return common;
  }

  /// Returns how long it is at most with what was missing.
  int length() {
    return own.length + common.bytes.length + LONGEST_DATE + ENDS.length;
  }

  /// Puts it with what was missing into `buffer`, which has room for its [#length].
  void put(byte[] dateLine, boolean last, ByteBuffer buffer) {
    buffer.put(own).put(common.bytes).put(dateLine).put(ending(last));
  }

  /// Returns it with what was missing, ready to be sent.
  byte[] finished(byte[] dateLine, boolean last) {
    var buffer = ByteBuffer.allocate(length());
    put(dateLine, last, buffer);
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  private static byte[] bytes(StringBuilder text) {
    return text.toString().getBytes(ISO_8859_1);
  }

  private static void append(StringBuilder text, String name, String value) {
    text.append(name).append(": ");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= 0xff && !Octets.isText((byte) c)) {
        throw new IllegalArgumentException("the field " + name + " has a control character");
      }
    }
    text.append(value).append("\r\n");
  }
}
