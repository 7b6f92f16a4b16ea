package dev.slipway.runner.build;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A daemon that says which API it speaks, and answers nothing else but pings, if even these.
final class FakeEngine implements AutoCloseable {

  private static final String END_OF_HEAD = "\r\n\r\n";

  private final ServerSocketChannel server;
  private final Path socket;
  private final String version;
  private final boolean pongs;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<SocketChannel> open = new CopyOnWriteArrayList<>();

  /// @param version of the API
  /// @param pongs whether it answers pings
  FakeEngine(Path socket, String version, boolean pongs) throws IOException {
    this.socket = socket;
    this.version = version;
    this.pongs = pongs;
    this.server =
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
            .bind(UnixDomainSocketAddress.of(socket));
    Thread.ofVirtual().start(this::serve);
  }

  URI address() {
    return URI.create("unix://" + socket);
  }

  /// Returns the first lines of all requests.
  List<String> asked() {
    return asked;
  }

  private void serve() {
    try {
      while (true) {
        var client = server.accept();
        open.add(client);
        Thread.ofVirtual().start(() -> answer(client));
      }
    } catch (IOException e) {
      return; // closed
    }
  }

  private void answer(SocketChannel client) {
    try {
      var in = Channels.newInputStream(client);
      while (true) {
        var line = head(in).lines().findFirst().orElse("");
        asked.add(line);
        if (line.contains("/version ")) {
          reply(client, "{\"Version\": \"9.9\", \"ApiVersion\": \"" + version + "\"}");
        } else if (line.contains("/_ping ") && pongs) {
          reply(client, "OK");
        }
      }
    } catch (IOException e) {
      return; // the client has gone
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(US_ASCII).endsWith(END_OF_HEAD)) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the client has gone");
      }
      head.write(next);
    }
    return head.toString(US_ASCII);
  }

  private static void reply(SocketChannel client, String body) throws IOException {
    var answer =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + END_OF_HEAD
            + body;
    client.write(ByteBuffer.wrap(answer.getBytes(US_ASCII)));
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (var client : open) {
      client.close();
    }
  }
}
