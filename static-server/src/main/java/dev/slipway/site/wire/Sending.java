package dev.slipway.site.wire;

import dev.slipway.artifact.Extent;
import dev.slipway.serving.http.Body;
import dev.slipway.site.cache.ArtifactLease;
import dev.slipway.site.cache.MappedBodies;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// Sends answers: a head, the date, and all of a usual body in one go. For one thread.
final class Sending {

  /* A body is read behind its head, into memory that the next answer uses too: so it costs one
   * call to read, one to send, and no memory. A client that does not take all of that at once
   * would keep the memory from others: what is left is sent from the file as it is mapped, and so
   * is everything while many such clients have all of it.
   */

  private static final byte[] NOTHING = {};

  private final Peer peer;
  private final SendBuffers buffers;
  private final MappedBodies bodies;
  private final Deadlines deadlines;

  /// Sends to `peer`, from `buffers` or from what lies in `bodies`, with the date that `deadlines`
  /// has.
  Sending(Peer peer, SendBuffers buffers, MappedBodies bodies, Deadlines deadlines) {
    this.peer = peer;
    this.buffers = buffers;
    this.bodies = bodies;
    this.deadlines = deadlines;
  }

  /// Sends `head`, an [AnswerHead] that is followed by `body`.
  ///
  /// @param last whether the connection ends afterwards
  void send(byte[] head, boolean last, byte[] body) throws IOException {
    boolean fits = AnswerHead.length(head) + body.length <= SendBuffers.ROOM;
    var buffer = fits ? buffers.take() : null;
    if (buffer == null) {
      var finished = AnswerHead.finished(head, deadlines.dateLine(), last);
      peer.write(ByteBuffer.wrap(finished), ByteBuffer.wrap(body));
      return;
    }
    byte[] left;
    try {
      AnswerHead.put(head, deadlines.dateLine(), last, buffer);
      buffer.put(body).flip();
      peer.writeSome(buffer);
      left = rest(buffer);
    } finally {
      buffers.back(buffer);
    }
    if (left.length > 0) {
      peer.write(ByteBuffer.wrap(left));
    }
  }

  /// Sends `head` and `body`, which lies in the artifact of `lease`.
  ///
  /// @throws dev.slipway.artifact.ArtifactException if the artifact can't be read
  void send(byte[] head, boolean last, ArtifactLease lease, Extent body) throws IOException {
    var buffer = AnswerHead.length(head) < SendBuffers.ROOM / 2 ? buffers.take() : null;
    if (buffer == null) {
      sendMapped(AnswerHead.finished(head, deadlines.dateLine(), last), lease, body, 0);
      return;
    }
    byte[] before;
    long done;
    try {
      AnswerHead.put(head, deadlines.dateLine(), last, buffer);
      int start = buffer.position();
      buffer.limit((int) Math.min(buffer.capacity(), start + body.length()));
      lease.artifact().read(body.offset(), buffer);
      buffer.flip();
      int count = peer.writeSome(buffer);
      before = count < start ? rest(buffer.limit(start)) : NOTHING;
      done = Math.max(0, count - start);
    } finally {
      buffers.back(buffer);
    }
    if (done < body.length() || before.length > 0) {
      sendMapped(before, lease, body, done);
    }
  }

  /// Sends `head` and `parts`, which lie in the artifact of `lease`.
  ///
  /// @throws dev.slipway.artifact.ArtifactException if the artifact can't be read
  void send(byte[] head, boolean last, ArtifactLease lease, List<Body.Part> parts)
      throws IOException {
    var before = AnswerHead.finished(head, deadlines.dateLine(), last);
    for (var part : parts) {
      sendMapped(joined(before, part.before()), lease, part.extent(), 0);
      before = NOTHING;
    }
  }

  /// Sends `before`, and `body` from its byte `start` on.
  private void sendMapped(byte[] before, ArtifactLease lease, Extent body, long start)
      throws IOException {
    if (body.length() == 0) {
      peer.write(ByteBuffer.wrap(before));
      return;
    }
    long end = body.offset() + body.length();
    for (long at = body.offset() + start; at < end; at += MappedBodies.LONGEST_SLICE) {
      var slice = new Extent(at, Math.min(MappedBodies.LONGEST_SLICE, end - at));
      send(at == body.offset() + start ? before : NOTHING, lease, body, slice);
    }
  }

  private void send(byte[] before, ArtifactLease lease, Extent body, Extent slice)
      throws IOException {
    var bytes = bodies.slice(lease, body, slice);
    try {
      if (before.length == 0) {
        peer.write(bytes);
      } else {
        peer.write(ByteBuffer.wrap(before), bytes);
      }
    } catch (IOException e) {
      lease.artifact().requireLength(slice.offset() + slice.length());
      throw e;
    }
    bodies.sent(lease, body, slice);
  }

  private static byte[] rest(ByteBuffer buffer) {
    if (!buffer.hasRemaining()) {
      return NOTHING;
    }
    var rest = new byte[buffer.remaining()];
    buffer.get(rest);
    return rest;
  }

  private static byte[] joined(byte[] one, byte[] other) {
    if (one.length == 0 || other.length == 0) {
      return one.length == 0 ? other : one;
    }
    var all = new byte[one.length + other.length];
    System.arraycopy(one, 0, all, 0, one.length);
    System.arraycopy(other, 0, all, one.length, other.length);
    return all;
  }
}
