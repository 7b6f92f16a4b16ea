package dev.slipway.receiver.hook;

import dev.slipway.receiver.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The body of a hook whose content type is `application/x-www-form-urlencoded`: the same JSON,
/// percent-encoded in the parameter `payload`. What is signed is the body as it was sent.
final class FormBody {

  private static final byte[] PAYLOAD = "payload=".getBytes(StandardCharsets.US_ASCII);

  private FormBody() {}

  /// Returns the JSON in `form`.
  static byte[] payload(byte[] form) {
    int start = 0;
    while (start < form.length) {
      int end = endOfParameter(form, start);
      if (startsWithPayload(form, start, end)) {
        return decoded(form, start + PAYLOAD.length, end);
      }
      start = end + 1;
    }
    throw Problem.badField("payload", "The form has no parameter payload.").exception();
  }

  private static int endOfParameter(byte[] form, int start) {
    int end = start;
    while (end < form.length && form[end] != '&') {
      end++;
    }
    return end;
  }

  private static boolean startsWithPayload(byte[] form, int start, int end) {
    if (end - start < PAYLOAD.length) {
      return false;
    }
    for (int i = 0; i < PAYLOAD.length; i++) {
      if (form[start + i] != PAYLOAD[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] decoded(byte[] form, int start, int end) {
    var bytes = new ByteArrayOutputStream(end - start);
    int i = start;
    while (i < end) {
      switch (form[i]) {
        case '%' -> {
          bytes.write(digit(form, i + 1, end) << 4 | digit(form, i + 2, end));
          i += 3;
        }
        case '+' -> {
          bytes.write(' ');
          i++;
        }
        default -> {
          bytes.write(form[i]);
          i++;
        }
      }
    }
    return bytes.toByteArray();
  }

  private static int digit(byte[] form, int at, int end) {
    int digit = at < end ? Character.digit(form[at], 16) : -1;
    if (digit < 0) {
      throw Problem.badField("payload", "The parameter is not percent-encoded.").exception();
    }
    return digit;
  }
}
