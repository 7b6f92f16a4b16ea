package dev.slipway.site;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.Locale;

/// A client that keeps its connection and asks one thing after the other.
final class Conversation implements AutoCloseable {

  private static final String LENGTH = "content-length: ";

  private final Socket socket;
  private final InputStream in;

  Conversation(RunningSites sites) throws IOException {
    this.socket = sites.connect();
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /// Returns the whole answer to `request`, all of one.
  String ask(String request) throws IOException {
    say(request);
    return hear(request.startsWith("HEAD "));
  }

  /// Sends `text`, which may be less than a request, or more.
  void say(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  /// Returns the next answer.
  ///
  /// @param bodiless whether none has a body, whatever its length says
  String hear(boolean bodiless) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int octet = in.read();
      if (octet < 0) {
        throw new IOException("the connection ended after: " + head.toString(ISO_8859_1));
      }
      head.write(octet);
    }
    var text = head.toString(ISO_8859_1);
    var body = bodiless || text.contains(" 304 ") ? new byte[0] : in.readNBytes(length(text));
    return text + new String(body, ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static int length(String head) {
    return Arrays.stream(head.toLowerCase(Locale.ROOT).split("\r\n", -1))
        .filter(line -> line.startsWith(LENGTH))
        .mapToInt(line -> Integer.parseInt(line.substring(LENGTH.length())))
        .findFirst()
        .orElse(0);
  }
}
