package dev.slipway.site.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// Answers that are made before any request comes: to what is no request, or is too much.
enum Refusal {
  MALFORMED("400 Bad Request", "", "This is not a request of HTTP/1.1."),
  LONG_LINE("414 URI Too Long", "", "The address is too long."),
  LONG_HEADER("431 Request Header Fields Too Large", "", "The header is too long."),
  OTHER_VERSION("505 HTTP Version Not Supported", "", "HTTP/1.1 is spoken here."),
  BUSY(
      "503 Service Unavailable",
      "Retry-After: 2\r\n",
      "There are too many requests at the moment. Please try again.");

  private final byte[] head;
  private final byte[] text;

  Refusal(String status, String fields, String text) {
    this.text = (text + "\n").getBytes(UTF_8);
    this.head =
        ("HTTP/1.1 %s\r\n%sContent-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\n"
                + "X-Content-Type-Options: nosniff\r\nContent-Length: %d\r\n")
            .formatted(status, fields, this.text.length)
            .getBytes(ISO_8859_1);
  }

  /// Returns what to answer, with its body if that is `wanted`.
  byte[] bytes(byte[] dateLine, boolean last, boolean wanted) {
    var finished = AnswerHead.finished(head, dateLine, last);
    if (!wanted) {
      return finished;
    }
    var all = Arrays.copyOf(finished, finished.length + text.length);
    System.arraycopy(text, 0, all, finished.length, text.length);
    return all;
  }

  /// Returns the answer to what reading came to, which is not a request.
  static Refusal of(RequestHead.Progress progress) {
    return switch (progress) {
      case LONG_LINE -> LONG_LINE;
      case LONG_HEADER -> LONG_HEADER;
      case OTHER_VERSION -> OTHER_VERSION;
      case MALFORMED, INCOMPLETE, COMPLETE -> MALFORMED;
    };
  }
}
