package dev.slipway.bench.serving;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Visitors who have been answered, keep their connections and ask nothing more: what they cost a
/// server, and whether it answers others while they are there.
final class IdleConnections {

  private static final int ASKED = 200;
  private static final double NANOS_OF_MILLI = 1e6;
  private static final double KIB_OF_MIB = 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(US_ASCII);

  /// What was found.
  ///
  /// @param kibibytes what a connection takes of memory, by its share of what is shared
  /// @param millis within how many milliseconds 99 of 100 others are answered
  record Cost(double kibibytes, double millis) {}

  private final byte[] request;

  /// @param host asked for its file `path`
  IdleConnections(String host, String path) {
    this.request = "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(path, host).getBytes(US_ASCII);
  }

  /// Opens `count` connections to `server`, and closes them when it is known what they cost.
  Cost open(WebServer server, int count) throws IOException {
    var open = new ArrayList<SocketChannel>();
    try {
      ask(server, ASKED); // what is made for the first connections is not the cost of each
      double before = server.tree().memory().proportional();
      for (int i = 0; i < count; i++) {
        var connection = connect(server);
        open.add(connection);
        answer(connection);
      }
      double after = server.tree().memory().proportional();
      var nanos = ask(server, ASKED);
      return new Cost(
          (after - before) * KIB_OF_MIB / count,
          nanos.get((int) (nanos.size() * 0.99)) / NANOS_OF_MILLI);
    } finally {
      for (var connection : open) {
        connection.close();
      }
    }
  }

  /// Asks `times` on a connection each, and returns how long it took in nanoseconds, sorted.
  private List<Long> ask(WebServer server, int times) throws IOException {
    var nanos = new ArrayList<Long>();
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      try (var connection = connect(server)) {
        answer(connection);
      }
      nanos.add(System.nanoTime() - start);
    }
    nanos.sort(null);
    return nanos;
  }

  private static SocketChannel connect(WebServer server) throws IOException {
    var connection = SocketChannel.open();
    connection.socket().setSoTimeout((int) PATIENCE.toMillis());
    connection.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    return connection;
  }

  /// Asks on `connection`, and reads the answer to the end of its body.
  private void answer(SocketChannel connection) throws IOException {
    connection.write(ByteBuffer.wrap(request));
    var in = connection.socket().getInputStream();
    in.skipNBytes(length(head(in)));
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    int matched = 0;
    while (matched < END_OF_HEAD.length) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("an answer broke off after: " + head);
      }
      head.append((char) next);
      matched = next == END_OF_HEAD[matched] ? matched + 1 : next == END_OF_HEAD[0] ? 1 : 0;
    }
    return head.toString();
  }

  private static long length(String head) throws IOException {
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
        .mapToLong(line -> Long.parseLong(line.substring(15).strip()))
        .findFirst()
        .orElseThrow(() -> new IOException("an answer tells no length: " + head));
  }
}
