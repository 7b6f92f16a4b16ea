package dev.slipway.site.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// Answers that need no site: to what is no request, or is too much.
enum Refusal {
  MALFORMED("400 Bad Request", "", "This is not a request of HTTP/1.1."),
  LONG_LINE("414 URI Too Long", "", "The address is too long."),
  LONG_HEADER("431 Request Header Fields Too Large", "", "The header is too long."),
  OTHER_VERSION("505 HTTP Version Not Supported", "", "HTTP/1.1 is spoken here."),
  BUSY(
      "503 Service Unavailable",
      "Retry-After: 2\r\n",
      "There are too many requests at the moment. Please try again.");

  private final String status;
  private final String fields;
  private final String text;

  Refusal(String status, String fields, String text) {
    this.status = status;
    this.fields = fields;
    this.text = text + "\n";
  }

  /// Returns what to answer, with its body if that is `wanted`.
  byte[] bytes(byte[] dateLine, boolean last, boolean wanted) {
    byte[] body = text.getBytes(UTF_8);
    var finished =
        new AnswerHead(head(body.length).getBytes(ISO_8859_1), AnswerHead.Common.NOTHING)
            .finished(dateLine, last);
    if (!wanted) {
      return finished;
    }
    var all = Arrays.copyOf(finished, finished.length + body.length);
    System.arraycopy(body, 0, all, finished.length, body.length);
    return all;
  }

  private String head(int length) {
    return """
    HTTP/1.1 %s\r
    %sContent-Type: text/plain; charset=utf-8\r
    Cache-Control: no-store\r
    X-Content-Type-Options: nosniff\r
    Content-Length: %d\r
    """
        .formatted(status, fields, length);
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
