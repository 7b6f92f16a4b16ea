package dev.slipway.site.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// The other end of a connection, which is waited for only so long. For one thread, apart from what
/// ends it.
final class Peer implements Deadlines.Timed {

  private static final int FAREWELL_BYTES = 1 << 20;
  private static final int FAREWELL_CHUNK = 8 * 1024;

  private final SocketChannel channel;
  private final Deadlines deadlines;
  private final WireSettings.Patience patience;
  private final long idleMillis;
  private final long writeMillis;
  private volatile long due = Deadlines.NEVER;
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

  @Override
  public long due() {
    return due;
  }

  @Override
  public void expire() {
    close();
  }

  /// Waits for it from now on, until it says something.
  void awaitRequest() {
    due = deadlines.now() + idleMillis;
  }

  /// Waits from now on until all of a request head is there.
  void awaitHead() {
    due = deadlines.now() + patience.head().toMillis();
  }

  /// Waits no more: it is to be answered.
  void beginAnswer() {
    due = Deadlines.NEVER;
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

  /// Ends what is sent, and waits until it ends what it sends: if there were bytes of it that
  /// nobody has read, the last answer could be lost on its way.
  void bidFarewell() throws IOException {
    due = deadlines.now() + patience.farewell().toMillis();
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
    due = now + writeMillis;
  }

  private void count(long bytes) {
    sent += bytes;
    pacedBytes += bytes;
  }

  private void progressed() throws IOException {
    long now = deadlines.now();
    due = now + writeMillis;
    if (now - pacedSince >= patience.pace().toMillis()) {
      if (pacedBytes < patience.paceBytes()) {
        throw new IOException("the client reads too slowly");
      }
      pacedSince = now;
      pacedBytes = 0;
    }
  }
}
