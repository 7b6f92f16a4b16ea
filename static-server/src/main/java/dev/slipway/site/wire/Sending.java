package dev.slipway.site.wire;

import dev.slipway.artifact.Extent;
import dev.slipway.serving.http.Body;
import dev.slipway.site.cache.ArtifactLease;
import dev.slipway.site.cache.MappedBodies;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /// Sends `head`, followed by `body`.
  ///
  /// @param last whether the connection ends afterwards
  void send(AnswerHead head, boolean last, byte[] body) throws IOException {
    boolean fits = head.length() + body.length <= SendBuffers.ROOM;
    var buffer = fits ? buffers.take() : null;
    if (buffer == null) {
      var finished = head.finished(deadlines.dateLine(), last);
      peer.write(ByteBuffer.wrap(finished), ByteBuffer.wrap(body));
      return;
    }
    byte[] left;
    try {
      head.put(deadlines.dateLine(), last, buffer);
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
  void send(AnswerHead head, boolean last, ArtifactLease lease, Extent body) throws IOException {
    var buffer = head.length() < SendBuffers.ROOM / 2 ? buffers.take() : null;
    if (buffer == null) {
      sendMapped(head.finished(deadlines.dateLine(), last), lease, body, 0);
      return;
    }
    Rest left;
    try {
      head.put(deadlines.dateLine(), last, buffer);
      int headEnd = buffer.position();
      read(lease, body, buffer);
      left = sendSome(buffer, headEnd, lease, body);
    } finally {
      buffers.back(buffer);
    }
    if (left != null) {
      send(left);
    }
  }

  /// What is left of an answer: bytes of its head, or behind those of its body. Holds the right to
  /// read the body until it is closed.
  ///
  /// @param done how many bytes of the body were sent
  @SuppressWarnings("ArrayRecordComponent") // bytes on their way out; nobody compares them
  record Rest(byte[] before, @Nullable ArtifactLease lease, @Nullable Extent body, long done)
      implements AutoCloseable {

    @Override
    public void close() {
      if (lease != null) {
        lease.close();
      }
    }
  }

  /// Reads as much of `body` behind what is in `room` as it has room for, and flips it.
  ///
  /// @throws dev.slipway.artifact.ArtifactException if the artifact can't be read
  static void read(ArtifactLease lease, Extent body, ByteBuffer room) {
    room.limit((int) Math.min(room.capacity(), room.position() + body.length()));
    lease.artifact().read(body.offset(), room);
    room.flip();
  }

  /// Sends `answer`, all of one, as far as it is taken at once, and returns what is left; null if
  /// that is nothing.
  @Nullable Rest sendSome(ByteBuffer answer) throws IOException {
    peer.writeSome(answer);
    return answer.hasRemaining() ? new Rest(rest(answer), null, null, 0) : null;
  }

  /// Does the same with `room`, a head of `headEnd` bytes and as much of `body` as it had room for;
  /// what is left then holds `lease`.
  @Nullable Rest sendSome(ByteBuffer room, int headEnd, ArtifactLease lease, Extent body)
      throws IOException {
    int count = peer.writeSome(room);
    if (count == headEnd + body.length()) {
      return null;
    }
    var before = count < headEnd ? rest(room.limit(headEnd)) : NOTHING;
    return new Rest(before, lease, body, Math.max(0, count - headEnd));
  }

  /// Sends `rest` as far as it is taken at once, and returns what is left then; null if that is
  /// nothing.
  ///
  /// @throws dev.slipway.artifact.ArtifactException if the artifact can't be read
  @Nullable Rest sendSome(Rest rest) throws IOException {
    var head = ByteBuffer.wrap(rest.before());
    var body = rest.body();
    if (rest.lease() == null || body == null) {
      peer.writeMore(head);
      return head.hasRemaining() ? new Rest(rest(head), null, null, 0) : null;
    }
    long left = Math.min(MappedBodies.LONGEST_SLICE, body.length() - rest.done());
    var slice = new Extent(body.offset() + rest.done(), left);
    var bytes = bodies.slice(rest.lease(), body, slice);
    peer.writeMore(head, bytes);
    long done = rest.done() + bytes.position();
    if (!bytes.hasRemaining()) {
      bodies.sent(rest.lease(), body, slice);
    }
    return done < body.length() ? new Rest(rest(head), rest.lease(), body, done) : null;
  }

  /// Sends `rest`.
  ///
  /// @throws dev.slipway.artifact.ArtifactException if the artifact can't be read
  void send(Rest rest) throws IOException {
    if (rest.lease() == null || rest.body() == null) {
      peer.write(ByteBuffer.wrap(rest.before()));
    } else {
      sendMapped(rest.before(), rest.lease(), rest.body(), rest.done());
    }
  }

  /// Sends `head` and `parts`, which lie in the artifact of `lease`.
  ///
  /// @throws dev.slipway.artifact.ArtifactException if the artifact can't be read
  void send(AnswerHead head, boolean last, ArtifactLease lease, List<Body.Part> parts)
      throws IOException {
    var before = head.finished(deadlines.dateLine(), last);
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
