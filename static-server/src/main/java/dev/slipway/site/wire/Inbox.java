package dev.slipway.site.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// What came from the other end and is not answered yet: small while nothing comes. For one thread.
final class Inbox {

  private static final int USUAL = 1024;
  private static final int KEPT = 4096;

  private final Peer peer;
  private final RequestHead head = new RequestHead();
  private byte[] bytes = new byte[USUAL];
  private int count;

  /// Takes what `peer` says.
  Inbox(Peer peer) {
    this.peer = peer;
    head.begin(0);
  }

  /// Returns the head of the request that [#next] found.
  RequestHead head() {
    return head;
  }

  /// Reads the next request, or as much of it as there is before the end.
  RequestHead.Progress next() throws IOException {
    var progress = head.read(bytes, count);
    boolean begun = false;
    while (progress == RequestHead.Progress.INCOMPLETE) {
      makeRoom();
      if (count == 0) {
        peer.awaitRequest();
      } else if (!begun) {
        begun = true;
        peer.awaitHead();
      }
      int more = peer.read(ByteBuffer.wrap(bytes, count, bytes.length - count));
      if (more < 0) {
        return progress;
      }
      count += more;
      progress = head.read(bytes, count);
    }
    return progress;
  }

  /// Lets go of the request that was answered.
  @SuppressWarnings("ThreadPriorityCheck") // the outcome is the same, only dearer without
  void answered() {
    head.begin(head.end());
    if (head.start() == count) {
      // By the time that others were answered the next may have come: then nobody has to be woken.
      Thread.yield();
    }
  }

  /// Returns what there is from the beginning of the request on.
  byte[] unread() {
    return Arrays.copyOfRange(bytes, head.start(), count);
  }

  private void makeRoom() {
    int start = head.start();
    if (start > 0) {
      System.arraycopy(bytes, start, bytes, 0, count - start);
      count -= start;
      head.begin(0);
      head.read(bytes, count);
    }
    if (count == 0 && bytes.length > KEPT) {
      bytes = new byte[USUAL];
    } else if (count == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * count);
    }
  }
}
