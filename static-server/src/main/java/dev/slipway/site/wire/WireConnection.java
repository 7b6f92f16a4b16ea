package dev.slipway.site.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One connection that answers plain requests to sites itself, until something else is asked: then
/// it is Helidon's for the rest of its life, with all that was not answered yet.
final class WireConnection implements ServerConnection, InterruptableTask<Void> {

  /* Whoever stops the server may only end it while it waits for a request, which the connection's
   * own thread may be about to get: so both say in one step what they are up to.
   */
  private enum State {
    WAITING,
    ANSWERING,
    ENDED
  }

  private final ConnectionContext context;
  private final Wire.Shared shared;
  private final Peer peer;
  private final Inbox inbox;
  private final Answering answering;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private volatile boolean stopping;
  private volatile @Nullable ServerConnection successor;

  private byte[] host = {};
  private String authority = "";
  private Origin.Whose whose = new Origin.Whose(false, Optional.empty());

  /// Serves `context`, whose channel `peer` has.
  WireConnection(ConnectionContext context, Wire.Shared shared, Peer peer) {
    this.context = context;
    this.shared = shared;
    this.peer = peer;
    this.inbox = new Inbox(peer);
    this.answering = new Answering(shared, context.remotePeer().host(), peer);
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    var address = context.remotePeer().host();
    shared.deadlines().add(peer);
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
      shared.deadlines().remove(peer);
    }
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
      peer.close();
    }
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
    }
  }

  /// Answers `head`, and tells whether the connection goes on.
  private boolean answer(RequestHead head) throws IOException {
    if (!state.compareAndSet(State.WAITING, State.ANSWERING)) {
      return false;
    }
    boolean last = head.isLast() || stopping;
    try {
      answering.answer(head, authority, whose, last);
    } finally {
      state.set(State.WAITING);
    }
    if (last) {
      peer.bidFarewell();
    } else {
      inbox.answered();
    }
    return !last;
  }

  private boolean isForUs(RequestHead head) {
    if (!head.isPlain()) {
      return false;
    }
    int from = head.fields().from(Field.HOST);
    int to = head.fields().to(Field.HOST);
    if (!Arrays.equals(host, 0, host.length, head.bytes(), from, to)) {
      host = Arrays.copyOfRange(head.bytes(), from, to);
      authority = new String(host, ISO_8859_1);
      whose = shared.origin().whose(authority);
    }
    return whose.ours();
  }

  private void leave(RequestHead head, Limit limit) throws IOException, InterruptedException {
    if (head.isOld()) { // which Helidon doesn't speak
      refuse(Refusal.OTHER_VERSION);
      return;
    }
    shared.deadlines().remove(peer);
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
