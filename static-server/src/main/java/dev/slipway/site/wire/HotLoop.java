package dev.slipway.site.wire;

import static java.lang.System.Logger.Level.ERROR;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A thread that waits for the requests of many connections, and answers those that can be answered
/// at once. Thread-safe.
///
/// It never waits for anything else: a connection whose request needs that is given back to the
/// thread of its own, which may.
final class HotLoop implements AutoCloseable {

  /* A thread for each connection would do all of it, and does what is seldom. But to put it to sleep
   * and to wake it for every request costs as much as to find the answer; and while those that are
   * awake are never idle, those that sleep may wait for long until somebody looks after them.
   */

  /// What a connection waits for.
  enum Wish {
    /// That more of a request can be read.
    READ(SelectionKey.OP_READ),
    /// That more of an answer can be written.
    WRITE(SelectionKey.OP_WRITE),
    /// Nothing that a loop could wait for: it is to be let go.
    LEAVE(0);

    private final int operations;

    Wish(int operations) {
      this.operations = operations;
    }
  }

  /// A connection that may be with a loop; first it waits for a request.
  interface Guest {

    /// Returns where its requests come from; not blocking while it is with a loop.
    SocketChannel channel();

    /// Does what can be done by now, with `room` of the loop for it, and says what to wait for.
    Wish attend(ByteBuffer room);

    /// Goes on without the loop, which has let go of it.
    void leave();
  }

  private static final System.Logger LOG = System.getLogger(HotLoop.class.getName());
  private static final Duration STOP = Duration.ofSeconds(1);

  private final Selector selector;
  private final Thread thread;
  private final Queue<Guest> arriving = new ConcurrentLinkedQueue<>();
  private final Queue<Guest> leaving = new ConcurrentLinkedQueue<>();
  private final ByteBuffer room = ByteBuffer.allocateDirect(SendBuffers.ROOM);
  private volatile boolean closed;

  /// Starts it, with the name `name`.
  HotLoop(String name) {
    try {
      this.selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot wait for several connections at once", e);
    }
    this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  /// Takes `guest` until it is to [Guest#leave], which may be at once.
  void take(Guest guest) {
    arriving.add(guest);
    selector.wakeup();
    if (closed) {
      dismiss(arriving);
    }
  }

  /// Has it let go of `guest`, which was closed, so that it can [Guest#leave].
  void dismiss(Guest guest) {
    leaving.add(guest);
    selector.wakeup();
    if (closed) {
      dismiss(leaving);
    }
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join(STOP);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (selector) {
      try {
        while (!closed) {
          selector.select(this::attend);
          admit();
          dismiss(leaving);
        }
      } finally {
        closed = true;
        selector.keys().forEach(HotLoop::dismiss);
        dismiss(arriving);
        dismiss(leaving);
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(
          ERROR,
          "The loop %s has ended: its connections are slower from now on."
              .formatted(thread.getName()),
          e);
    }
  }

  private void attend(SelectionKey key) {
    room.clear();
    var wish = ((Guest) key.attachment()).attend(room);
    if (wish == Wish.LEAVE) {
      dismiss(key);
    } else if (key.isValid() && key.interestOps() != wish.operations) {
      key.interestOps(wish.operations);
    }
  }

  private void admit() throws IOException {
    for (var guest = arriving.poll(); guest != null; guest = arriving.poll()) {
      try {
        if (guest.channel().keyFor(selector) != null) {
          selector.selectNow(this::attend); // which forgets that the guest was here before
        }
        guest.channel().register(selector, SelectionKey.OP_READ, guest);
      } catch (ClosedChannelException _) {
        guest.leave();
      }
    }
  }

  private static void dismiss(Queue<Guest> guests) {
    for (var guest = guests.poll(); guest != null; guest = guests.poll()) {
      guest.leave();
    }
  }

  private static void dismiss(SelectionKey key) {
    key.cancel();
    ((Guest) key.attachment()).leave();
  }
}
