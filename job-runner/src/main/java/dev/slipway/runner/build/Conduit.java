package dev.slipway.runner.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// A pipe between two threads that neither keeps waiting for ever: whoever waits too long for the
/// other side gets an [IOException], as does whoever is interrupted.
final class Conduit {

  private static final int PIECE = 64 * 1024;
  private static final int PIECES = 16;
  private static final byte[] END = new byte[0];

  private final BlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(PIECES);
  private final Duration patience;
  private final AtomicReference<Optional<Throwable>> failure =
      new AtomicReference<>(Optional.empty());

  /// @param patience how long one side waits for the other
  Conduit(Duration patience) {
    this.patience = patience;
  }

  /// Breaks the pipe: the other side gets `cause`, as soon as it looks.
  void fail(Throwable cause) {
    failure.compareAndSet(Optional.empty(), Optional.of(cause));
    pieces.clear();
    if (!pieces.offer(END)) {
      throw new IllegalStateException("a piece was added to a broken pipe", cause);
    }
  }

  private void check() throws IOException {
    var cause = failure.get();
    if (cause.isPresent()) {
      throw new IOException("the other side failed", cause.get());
    }
  }

  private void put(byte[] piece) throws IOException {
    check();
    try {
      if (!pieces.offer(piece, patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IOException("nothing was taken for " + patience.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    check();
  }

  private byte[] take() throws IOException {
    try {
      var piece = pieces.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
      check();
      if (piece == null) {
        throw new IOException("nothing came for " + patience.toSeconds() + " s");
      }
      return piece;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// Returns where bytes go in. Only closing it makes the other side see the end.
  OutputStream sink() {
    return new Sink();
  }

  /// Returns where they come out.
  InputStream source() {
    return new Source();
  }

  private final class Sink extends OutputStream {

    private final byte[] buffer = new byte[PIECE];
    private int filled;

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      int done = 0;
      while (done < count) {
        int now = Math.min(count - done, PIECE - filled);
        System.arraycopy(bytes, offset + done, buffer, filled, now);
        filled += now;
        done += now;
        if (filled == PIECE) {
          flush();
        }
      }
    }

    @Override
    public void flush() throws IOException {
      if (filled > 0) {
        put(Arrays.copyOf(buffer, filled));
        filled = 0;
      }
    }

    @Override
    public void close() throws IOException {
      flush();
      put(END);
    }
  }

  private final class Source extends InputStream {

    private byte[] piece = END;
    private int position;
    private boolean ended;

    @Override
    public int read() throws IOException {
      return advance() ? piece[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      if (count == 0) {
        return 0;
      }
      if (!advance()) {
        return -1;
      }
      int now = Math.min(count, piece.length - position);
      System.arraycopy(piece, position, bytes, offset, now);
      position += now;
      return now;
    }

    private boolean advance() throws IOException {
      if (!ended && position == piece.length) {
        piece = take();
        position = 0;
        ended = piece.length == 0;
      }
      return !ended;
    }
  }
}
