package dev.slipway.bench.serving;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;

/// Visitors who have been answered, keep their connections and ask nothing more: what they cost a
/// server, and whether it answers others while they are there.
final class IdleConnections {

  private static final int ASKED = 200;
  private static final int CONNECTIONS_OF_ADDRESS = 100;

  /// The number of one who comes from an address of his own.
  private static final int STRANGER = 20_000;

  private static final String SUCCESS = "HTTP/1.1 200 ";
  private static final String LENGTH = "content-length:";
  private static final double MOST = 0.99;
  private static final double NANOS_OF_MILLI = 1e6;
  private static final double KIB_OF_MIB = 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(US_ASCII);

  /// What was found.
  ///
  /// @param held how many connections the server let in
  /// @param kibibytes what a connection takes of memory, by its share of what is shared
  /// @param millis within how many milliseconds 99 of 100 others are answered; NaN if it was full
  record Cost(int held, double kibibytes, double millis) {}

  private final byte[] request;

  /// @param host asked for its file `path`
  IdleConnections(String host, String path) {
    this.request = "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(path, host).getBytes(US_ASCII);
  }

  /// Opens `count` connections to `server`, or as many as it lets in, and closes them when it is
  /// known what they cost.
  Cost open(WebServer server, int count) throws IOException {
    var open = new ArrayList<SocketChannel>();
    try {
      ask(server, ASKED); // what is made for the first connections is not the cost of each
      double before = server.tree().memory().proportional();
      int held = 0;
      for (; held < count; held++) {
        var connection = connect(server, held);
        open.add(connection);
        if (!isAnswered(connection)) {
          break;
        }
      }
      double after = server.tree().memory().proportional();
      double millis = held == count ? ask(server, ASKED) : Double.NaN;
      return new Cost(held, (after - before) * KIB_OF_MIB / Math.max(1, held), millis);
    } finally {
      for (var connection : open) {
        connection.close();
      }
    }
  }

  /// Asks `times` on a connection each, and returns within how many milliseconds 99 of 100 are
  /// answered.
  private double ask(WebServer server, int times) throws IOException {
    var nanos = new ArrayList<Long>();
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      try (var connection = connect(server, STRANGER)) {
        if (!isAnswered(connection)) {
          throw new IOException(server.name() + " refuses a visitor");
        }
      }
      nanos.add(System.nanoTime() - start);
    }
    nanos.sort(null);
    return nanos.get((int) (nanos.size() * MOST)) / NANOS_OF_MILLI;
  }

  /// Connects as the visitor `number`: each address of the loopback network has as many as one
  /// household might.
  private static SocketChannel connect(WebServer server, int number) throws IOException {
    var address = new byte[] {127, 0, 1, (byte) (1 + number / CONNECTIONS_OF_ADDRESS)};
    var connection = SocketChannel.open();
    connection.bind(new InetSocketAddress(InetAddress.getByAddress(address), 0));
    connection.socket().setSoTimeout((int) PATIENCE.toMillis());
    connection.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    return connection;
  }

  /// Asks on `connection`, reads the answer to the end of its body, and tells whether it was the
  /// file.
  private boolean isAnswered(SocketChannel connection) throws IOException {
    try {
      connection.write(ByteBuffer.wrap(request));
      var in = connection.socket().getInputStream();
      var head = head(in);
      if (!head.startsWith(SUCCESS)) {
        return false;
      }
      in.skipNBytes(length(head));
      return true;
    } catch (SocketException | SocketTimeoutException _) { // refused by closing it, or never taken
      return false;
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    int matched = 0;
    while (matched < END_OF_HEAD.length) {
      int next = in.read();
      if (next < 0) { // refused without a word
        return head.toString();
      }
      head.append((char) next);
      matched = next == END_OF_HEAD[matched] ? matched + 1 : next == END_OF_HEAD[0] ? 1 : 0;
    }
    return head.toString();
  }

  private static long length(String head) throws IOException {
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, LENGTH, 0, LENGTH.length()))
        .mapToLong(line -> Long.parseLong(line.substring(LENGTH.length()).strip()))
        .findFirst()
        .orElseThrow(() -> new IOException("an answer tells no length: " + head));
  }
}
