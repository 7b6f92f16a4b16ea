package dev.slipway.site.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.slipway.serving.http.Answer;
import io.helidon.http.Status;
import java.nio.ByteBuffer;

/// The status line and the header of an answer, as bytes.
///
/// They end before what is not the same each time: the date, and whether the connection ends.
final class AnswerHead {

  private static final byte[] STAYS = "\r\n".getBytes(US_ASCII);
  private static final byte[] ENDS = "Connection: close\r\n\r\n".getBytes(US_ASCII);

  private static final int LONGEST_DATE = 64;

  private AnswerHead() {}

  /// Returns the head of `answer`.
  static byte[] of(Answer answer) {
    var text = new StringBuilder(512);
    var status = Status.create(answer.status());
    text.append("HTTP/1.1 ").append(status.code()).append(' ').append(status.reasonPhrase());
    text.append("\r\n");
    answer.headers().forEach((name, value) -> append(text, name, value));
    if (answer.hasLength()) {
      append(text, "Content-Length", String.valueOf(answer.body().length()));
    }
    return text.toString().getBytes(ISO_8859_1);
  }

  /// Puts `head` with what was missing into `buffer`, which has room for its [#length].
  static void put(byte[] head, byte[] dateLine, boolean last, ByteBuffer buffer) {
    buffer.put(head).put(dateLine).put(last ? ENDS : STAYS);
  }

  /// Returns how long `head` is at most with what was missing.
  static int length(byte[] head) {
    return head.length + LONGEST_DATE + ENDS.length;
  }

  /// Returns `head` with what was missing, ready to be sent.
  static byte[] finished(byte[] head, byte[] dateLine, boolean last) {
    var end = last ? ENDS : STAYS;
    var all = new byte[head.length + dateLine.length + end.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(dateLine, 0, all, head.length, dateLine.length);
    System.arraycopy(end, 0, all, head.length + dateLine.length, end.length);
    return all;
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
