package dev.slipway.site.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;

/// The other end of a connection, which is waited for only so long. For one thread, apart from what
/// ends it.
final class Peer {

  private static final int FAREWELL_BYTES = 1 << 20;
  private static final int FAREWELL_CHUNK = 8 * 1024;

  private final SocketChannel channel;
  private final Deadlines deadlines;
  private final WireSettings.Patience patience;
  private final long idleMillis;
  private final long writeMillis;

  /// Only the clock reads it, which is late anyway: nobody has to wait until it can be seen.
  private final AtomicLong due = new AtomicLong(Deadlines.NEVER);

  private long sent;
  private long pacedSince;
  private long pacedBytes;

  /// Talks by `channel`.
  Peer(SocketChannel channel, Deadlines deadlines, WireSettings.Patience patience) {
    this.channel = channel;
    this.deadlines = deadlines;
    this.patience = patience;
    this.idleMillis = patience.idle().toMillis();
    this.writeMillis = patience.write().toMillis();
  }

  /// Returns when it has taken too long, as the clock counts.
  long due() {
    return due.get();
  }

  /// Returns what its words come by.
  SocketChannel channel() {
    return channel;
  }

  /// Has reading and writing wait until something can be read or written, or return at once.
  void block(boolean waits) throws IOException {
    channel.configureBlocking(waits);
  }

  /// Waits for it from now on, until it says something.
  void awaitRequest() {
    due.lazySet(deadlines.now() + idleMillis);
  }

  /// Waits from now on until all of a request head is there.
  void awaitHead() {
    due.lazySet(deadlines.now() + patience.head().toMillis());
  }

  /// Waits no more: it is to be answered.
  void beginAnswer() {
    due.lazySet(Deadlines.NEVER);
    sent = 0;
  }

  /// Returns how many bytes of the answer were sent.
  long sent() {
    return sent;
  }

  /// Reads what is there, or waits for some; returns how many bytes came, or -1 at the end.
  int read(ByteBuffer into) throws IOException {
    return channel.read(into);
  }

  /// Sends all of `buffers`.
  ///
  /// @throws IOException if it went away, or took too long
  void write(ByteBuffer... buffers) throws IOException {
    long left = 0;
    for (var buffer : buffers) {
      left += buffer.remaining();
    }
    beginWriting();
    while (true) {
      long count = buffers.length == 1 ? channel.write(buffers[0]) : channel.write(buffers);
      count(count);
      left -= count;
      if (left == 0) {
        return;
      }
      progressed();
    }
  }

  /// Sends what it takes of `buffer` at once, or some of it as soon as it takes any, and returns
  /// how much that was.
  ///
  /// @throws IOException if it went away, or took too long
  int writeSome(ByteBuffer buffer) throws IOException {
    beginWriting();
    int count = channel.write(buffer);
    count(count);
    return count;
  }

  /// Sends what it takes of the rest of an answer at once.
  ///
  /// @throws IOException if it went away, or took too long
  void writeMore(ByteBuffer... buffers) throws IOException {
    long count = channel.write(buffers);
    if (count > 0) {
      count(count);
      progressed();
    }
  }

  /// Ends what is sent, and waits until it ends what it sends: if there were bytes of it that
  /// nobody has read, the last answer could be lost on its way.
  void bidFarewell() throws IOException {
    due.lazySet(deadlines.now() + patience.farewell().toMillis());
    channel.shutdownOutput();
    var rest = ByteBuffer.allocate(FAREWELL_CHUNK);
    for (int total = 0; total < FAREWELL_BYTES; total += rest.position()) {
      rest.clear();
      if (channel.read(rest) < 0) {
        return;
      }
    }
  }

  /// Ends the connection, whatever is being done with it.
  void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // It is ended all the same.
    }
  }

  private void beginWriting() {
    long now = deadlines.now();
    if (sent == 0) {
      pacedSince = now;
      pacedBytes = 0;
    }
    due.lazySet(now + writeMillis);
  }

  private void count(long bytes) {
    sent += bytes;
    pacedBytes += bytes;
  }

  private void progressed() throws IOException {
    long now = deadlines.now();
    due.lazySet(now + writeMillis);
    if (now - pacedSince >= patience.pace().toMillis()) {
      if (pacedBytes < patience.paceBytes()) {
        throw new IOException("the client reads too slowly");
      }
      pacedSince = now;
      pacedBytes = 0;
    }
  }
}
