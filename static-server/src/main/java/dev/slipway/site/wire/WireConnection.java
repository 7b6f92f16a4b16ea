package dev.slipway.site.wire;

import static java.lang.System.Logger.Level.ERROR;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One connection that answers plain requests to sites itself, until something else is asked: then
/// it is Helidon's for the rest of its life, with all that was not answered yet.
final class WireConnection
    implements ServerConnection, InterruptableTask<Void>, HotLoop.Guest, Deadlines.Timed {

  /* Its own thread may wait, and so can do all of it. Between two requests it lends the connection
   * to a loop, which answers for it what needs no waiting: nearly everything, on a busy day. What
   * the loop has read, or begun to send, the thread finds when it has the connection back.
   *
   * Whoever stops the server may only end it while it waits for a request, which the connection's
   * own thread may be about to get: so both say in one step what they are up to.
   */
  private enum State {
    WAITING,
    ANSWERING,
    ENDED
  }

  private static final System.Logger LOG = System.getLogger(WireConnection.class.getName());

  private final ConnectionContext context;
  private final Wire.Shared shared;
  private final Peer peer;
  private final Inbox inbox;
  private final Answering answering;
  private final HotLoop loop;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private final Loan loan = new Loan();
  private volatile boolean stopping;
  private volatile @Nullable ServerConnection successor;

  private byte[] host = {};
  private Origin.Whose whose = new Origin.Whose(false, Optional.empty());

  /// Serves `context`, whose channel `peer` has.
  WireConnection(ConnectionContext context, Wire.Shared shared, Peer peer) {
    this.context = context;
    this.shared = shared;
    this.peer = peer;
    this.inbox = new Inbox(peer);
    this.answering = new Answering(shared, context.remotePeer().host(), peer);
    this.loop = shared.loops().next();
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    var address = context.remotePeer().host();
    shared.deadlines().add(this);
    try {
      if (!shared.addresses().enter(address)) {
        refuse(Refusal.BUSY);
      } else {
        try {
          serve(limit);
        } finally {
          shared.addresses().leave(address);
        }
      }
    } catch (IOException _) {
      // The client went away, or was too slow: neither is a fault, and there is nobody to tell.
    } finally {
      shared.deadlines().remove(this);
      answering.hot().abandon();
    }
  }

  @Override
  public long due() {
    return peer.due();
  }

  @Override
  public void expire() {
    end();
  }

  @Override
  public SocketChannel channel() {
    return peer.channel();
  }

  @Override
  public HotLoop.Wish attend(ByteBuffer room) {
    try {
      return answering.hot().isUnfinished() ? resume() : begin(room);
    } catch (IOException _) {
      peer.close(); // as its thread will notice
      return HotLoop.Wish.LEAVE;
    } catch (RuntimeException e) {
      LOG.log(
          ERROR,
          "Failed to answer a visitor, whose connection is ended. This is a fault of Slipway: please"
              + " report it.",
          e);
      peer.close();
      return HotLoop.Wish.LEAVE;
    }
  }

  @Override
  public void leave() {
    loan.end();
  }

  @Override
  public boolean canInterrupt() {
    return successor instanceof InterruptableTask<?> task
        ? task.canInterrupt()
        : state.get() == State.WAITING;
  }

  /// Returns none while it is not Helidon's: deadlines are kept here.
  @Override
  public Duration idleTime() {
    var other = successor;
    return other == null ? Duration.ZERO : other.idleTime();
  }

  @Override
  public void close(boolean interrupt) {
    stopping = true;
    var other = successor;
    if (other != null) {
      other.close(interrupt);
    } else if (interrupt || state.compareAndSet(State.WAITING, State.ENDED)) {
      end();
    }
  }

  private void end() {
    peer.close();
    loop.dismiss(this);
  }

  private void serve(Limit limit) throws IOException, InterruptedException {
    var head = inbox.head();
    while (!stopping) {
      var progress = inbox.next();
      if (progress == RequestHead.Progress.INCOMPLETE) {
        return;
      }
      if (progress != RequestHead.Progress.COMPLETE) {
        refuse(Refusal.of(progress));
        return;
      }
      if (!isForUs(head)) {
        leave(head, limit);
        return;
      }
      if (!answer(head)) {
        return;
      }
      while (inbox.isEmpty() && !inbox.isEnded() && !stopping) {
        lend();
      }
    }
  }

  /// Answers `head`, and tells whether the connection goes on.
  private boolean answer(RequestHead head) throws IOException {
    if (!state.compareAndSet(State.WAITING, State.ANSWERING)) {
      return false;
    }
    boolean last = head.isLast() || stopping;
    try {
      answering.answer(head, whose, last);
    } finally {
      state.setRelease(State.WAITING);
    }
    if (last) {
      peer.bidFarewell();
    } else {
      inbox.answered();
    }
    return !last;
  }

  /// Lends the connection to the loop, and waits until there is something to do for its thread.
  private void lend() throws IOException, InterruptedException {
    peer.awaitRequest();
    peer.block(false);
    loan.begin();
    loop.take(this);
    loan.await(this::end);
    peer.block(true);
    if (answering.hot().isUnfinished()) { // the loop has ended
      answering.hot().finish(inbox.head());
      answered();
    }
  }

  /// Answers what has come if that can be done at once.
  private HotLoop.Wish begin(ByteBuffer room) throws IOException {
    var head = inbox.head();
    var progress = inbox.poll();
    if (progress == RequestHead.Progress.INCOMPLETE) {
      return inbox.isEnded() ? HotLoop.Wish.LEAVE : HotLoop.Wish.READ;
    }
    if (progress != RequestHead.Progress.COMPLETE
        || !head.isPlain()
        || head.isLast()
        || stopping
        || !state.compareAndSet(State.WAITING, State.ANSWERING)) {
      return HotLoop.Wish.LEAVE;
    }
    if (!answering.hot().begin(head, false, room)) {
      state.setRelease(State.WAITING);
      return HotLoop.Wish.LEAVE;
    }
    return answering.hot().isUnfinished() ? HotLoop.Wish.WRITE : next();
  }

  /// Goes on with an answer that could not be sent at once.
  private HotLoop.Wish resume() throws IOException {
    answering.hot().resume(inbox.head());
    return answering.hot().isUnfinished() ? HotLoop.Wish.WRITE : next();
  }

  private HotLoop.Wish next() {
    answered();
    peer.awaitRequest();
    return inbox.isEmpty() && !stopping ? HotLoop.Wish.READ : HotLoop.Wish.LEAVE;
  }

  private void answered() {
    inbox.answered();
    state.setRelease(State.WAITING);
  }

  private boolean isForUs(RequestHead head) {
    if (!head.isPlain()) {
      return false;
    }
    int from = head.fields().from(Field.HOST);
    int to = head.fields().to(Field.HOST);
    if (!Arrays.equals(host, 0, host.length, head.bytes(), from, to)) {
      host = Arrays.copyOfRange(head.bytes(), from, to);
      whose = shared.origin().whose(new String(host, ISO_8859_1));
    }
    return whose.ours();
  }

  private void leave(RequestHead head, Limit limit) throws IOException, InterruptedException {
    if (head.isOld()) { // which Helidon doesn't speak
      refuse(Refusal.OTHER_VERSION);
      return;
    }
    shared.deadlines().remove(this);
    var other = shared.http1().connection(new Handover(context, inbox.unread()));
    successor = other;
    if (stopping) {
      other.close(false);
    }
    other.handle(limit);
  }

  private void refuse(Refusal refusal) throws IOException {
    peer.beginAnswer();
    peer.write(ByteBuffer.wrap(refusal.bytes(shared.deadlines().dateLine(), true, true)));
    peer.bidFarewell();
  }
}
