package dev.slipway.site.wire;

import dev.slipway.artifact.ArtifactException;
import dev.slipway.artifact.Extent;
import dev.slipway.serving.http.Body;
import dev.slipway.site.cache.ArtifactLease;
import dev.slipway.site.cache.MappedBodies;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// Sends answers: a head and the first of its body in one go.
final class Sending {

  private final Peer peer;
  private final MappedBodies bodies;

  /// Sends to `peer` what lies in `bodies`.
  Sending(Peer peer, MappedBodies bodies) {
    this.peer = peer;
    this.bodies = bodies;
  }

  /// Sends bytes that are at hand.
  void send(byte[] head, byte[] body) throws IOException {
    if (body.length == 0) {
      peer.write(ByteBuffer.wrap(head));
    } else {
      peer.write(ByteBuffer.wrap(head), ByteBuffer.wrap(body));
    }
  }

  /// Sends `body`, which lies in the artifact of `lease`.
  ///
  /// @throws ArtifactException if the artifact can't be read
  void send(byte[] head, ArtifactLease lease, Extent body) throws IOException {
    if (body.length() == 0) {
      peer.write(ByteBuffer.wrap(head));
      return;
    }
    long end = body.offset() + body.length();
    for (long at = body.offset(); at < end; at += MappedBodies.LONGEST_SLICE) {
      var slice = new Extent(at, Math.min(MappedBodies.LONGEST_SLICE, end - at));
      send(at == body.offset() ? head : new byte[0], lease, body, slice);
    }
  }

  /// Sends `parts`, which lie in the artifact of `lease`.
  ///
  /// @throws ArtifactException if the artifact can't be read
  void send(byte[] head, ArtifactLease lease, List<Body.Part> parts) throws IOException {
    var before = head;
    for (var part : parts) {
      send(joined(before, part.before()), lease, part.extent());
      before = new byte[0];
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
