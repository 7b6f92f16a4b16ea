package dev.slipway.site.wire;

import dev.slipway.artifact.ArtifactException;
import dev.slipway.artifact.Extent;
import dev.slipway.site.cache.ArtifactLease;
import dev.slipway.site.report.Exchange;
import dev.slipway.site.report.Reports;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers the requests of one connection with finished answers, if such are kept. For one thread
/// at a time.
final class HotAnswering {

  private final Wire.Shared shared;
  private final String address;
  private final Peer peer;
  private final Sending sending;
  private @Nullable Unfinished unfinished;
  private boolean missed;

  /// Answers `peer`, which is at `address`, by `sending`.
  HotAnswering(Wire.Shared shared, String address, Peer peer, Sending sending) {
    this.shared = shared;
    this.address = address;
    this.peer = peer;
    this.sending = sending;
  }

  /// An answer of which something is left to be sent.
  private record Unfinished(HotAnswer answer, long start, Sending.Rest rest) {}

  /// Begins to answer `head`, a plain request, with `room` for that, which is empty. Waits only
  /// where the peer's channel does. Returns whether it could; if not, nothing was sent.
  ///
  /// @param last whether the connection ends afterwards
  boolean begin(RequestHead head, boolean last, ByteBuffer room) throws IOException {
    if (!shared.inFlight().enter()) {
      return false;
    }
    boolean begun = false;
    try {
      begun = look(head, last, room);
    } finally {
      if (unfinished == null) {
        shared.inFlight().leave();
      }
    }
    missed = !begun;
    return begun;
  }

  /// Tells once whether the request that [#begin] could not answer has been looked for.
  boolean takeMiss() {
    boolean was = missed;
    missed = false;
    return was;
  }

  /// Goes on with the answer to `head` that was begun, as far as it is taken at once.
  void resume(RequestHead head) throws IOException {
    var before = unfinished;
    if (before == null) {
      return;
    }
    try {
      var rest = sending.sendSome(before.rest());
      if (rest != null) {
        unfinished = new Unfinished(before.answer(), before.start(), rest);
      } else {
        report(head, before.answer(), before.start());
        abandon();
      }
    } catch (ArtifactException e) {
      throw brokenOff(before, e);
    }
  }

  /// Tells whether an answer was begun of which something is left.
  boolean isUnfinished() {
    return unfinished != null;
  }

  /// Sends what is left of the answer to `head`, and waits until it was taken; nothing is done if
  /// nothing is left.
  void finish(RequestHead head) throws IOException {
    var left = unfinished;
    if (left == null) {
      return;
    }
    try {
      sending.send(left.rest());
      report(head, left.answer(), left.start());
    } catch (ArtifactException e) {
      throw brokenOff(left, e);
    } finally {
      abandon();
    }
  }

  private IOException brokenOff(Unfinished answer, ArtifactException cause) {
    shared.origin().broken(answer.answer().source().route(), cause);
    return new IOException("the artifact broke off", cause);
  }

  /// Lets go of what is left of an answer.
  void abandon() {
    var left = unfinished;
    if (left != null) {
      unfinished = null;
      left.rest().close();
      shared.inFlight().leave();
    }
  }

  private boolean look(RequestHead head, boolean last, ByteBuffer room) throws IOException {
    long start = System.nanoTime();
    var answer = shared.answers().find(head, shared.deadlines().dateLine(), last, room);
    if (answer == null || !answer.source().isServed(shared.origin())) {
      return false;
    }
    var body = answer.body();
    if (body == null) {
      peer.beginAnswer();
      went(head, answer, start, sending.sendSome(room.flip()));
      return true;
    }
    var lease = answer.source().lease(shared.origin(), shared.deadlines().now());
    return lease.isPresent() && send(head, answer, body, lease.get(), room, start);
  }

  private boolean send(
      RequestHead head,
      HotAnswer answer,
      Extent body,
      ArtifactLease lease,
      ByteBuffer room,
      long start)
      throws IOException {
    boolean held = false;
    try {
      int headEnd = room.position();
      Sending.read(lease, body, room);
      peer.beginAnswer();
      var rest = sending.sendSome(room, headEnd, lease, body);
      held = rest != null;
      went(head, answer, start, rest);
      return true;
    } catch (ArtifactException _) {
      return false; // what is wrong, the usual way will say
    } finally {
      if (!held) {
        lease.close();
      }
    }
  }

  private void went(RequestHead head, HotAnswer answer, long start, Sending.@Nullable Rest rest) {
    if (rest == null) {
      report(head, answer, start);
    } else {
      unfinished = new Unfinished(answer, start, rest);
    }
  }

  private void report(RequestHead head, HotAnswer answer, long start) {
    var reports = shared.reports();
    if (reports.equals(Reports.NONE)) {
      return;
    }
    reports.answered(
        new Exchange(
            address,
            new WireRequest(head),
            answer.source().kind(),
            Optional.of(answer.source().route().deployment().project()),
            answer.status(),
            peer.sent(),
            System.nanoTime() - start));
  }
}
