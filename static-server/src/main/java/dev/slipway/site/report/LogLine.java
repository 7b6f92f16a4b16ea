package dev.slipway.site.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// A line of an access log in the *combined* format of Apache's and nginx's, with the host before
/// it, as Debian's `vhost_combined` (GoAccess: `VCOMBINED`) and so readable by every such tool.
///
/// `host:port client - - [time] "METHOD /path?query HTTP/1.1" status bytes "referer" "user agent"`
final class LogLine {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int LONGEST_FIELD = 2048;
  private static final String USUAL_PORT = "80";

  private LogLine() {}

  /// Returns the line about `exchange`, with its end.
  static String of(Exchange exchange, Instant now) {
    var request = exchange.request();
    var query = request.query().isEmpty() ? "" : "?" + request.query();
    var line = new StringBuilder(256);
    append(line, host(request.authority()));
    line.append(' ').append(ClientAddress.of(exchange)).append(" - - [");
    TIME.formatTo(now, line);
    line.append("] \"");
    append(line, request.method() + " " + request.path() + query);
    line.append(" HTTP/1.1\" ").append(exchange.status()).append(' ').append(exchange.bytes());
    line.append(" \"");
    append(line, request.header("Referer").orElse("-"));
    line.append("\" \"");
    append(line, request.header("User-Agent").orElse("-"));
    return line.append("\"\n").toString();
  }

  private static String host(String authority) {
    var name = authority.isEmpty() ? "-" : authority.toLowerCase(Locale.ROOT);
    return name.lastIndexOf(':') > name.lastIndexOf(']') ? name : name + ":" + USUAL_PORT;
  }

  /// Appends what a client sent: quotes, backslashes, and all that is not printable ASCII as
  /// `\xNN`, so that nobody can forge a line or reach the terminal of who reads it.
  private static void append(StringBuilder line, String text) {
    int end = Math.min(text.length(), LONGEST_FIELD);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        line.append('\\').append(c);
      } else if (c >= ' ' && c < 0x7f) {
        line.append(c);
      } else {
        line.append("\\x%02X".formatted(c & 0xff));
      }
    }
  }
}
