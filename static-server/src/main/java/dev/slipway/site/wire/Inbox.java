package dev.slipway.site.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// What came from the other end and is not answered yet: small while nothing comes. For one thread
/// at a time.
final class Inbox {

  private static final int USUAL = 1024;
  private static final int KEPT = 4096;

  private final Peer peer;
  private final RequestHead head = new RequestHead();
  private RequestHead.Progress progress = RequestHead.Progress.INCOMPLETE;
  private byte[] bytes = new byte[USUAL];
  private int count;
  private boolean begun;
  private boolean ended;

  /// Takes what `peer` says.
  Inbox(Peer peer) {
    this.peer = peer;
    head.begin(0);
  }

  /// Returns the head of the request that [#next] or [#poll] found.
  RequestHead head() {
    return head;
  }

  /// Waits for the next request, or as much of it as there is before the end.
  RequestHead.Progress next() throws IOException {
    while (poll() == RequestHead.Progress.INCOMPLETE && !ended) {
      // Each time there is more of it.
    }
    return progress;
  }

  /// Returns how far the next request has come, after one look for more of it: waits only where the
  /// peer's channel does. What was found stays until it is [#answered].
  RequestHead.Progress poll() throws IOException {
    if (progress == RequestHead.Progress.INCOMPLETE) {
      progress = head.read(bytes, count);
    }
    if (progress == RequestHead.Progress.INCOMPLETE) {
      makeRoom();
      if (count == 0) {
        peer.awaitRequest();
      } else if (!begun) {
        begun = true;
        peer.awaitHead();
      }
      int more = peer.read(ByteBuffer.wrap(bytes, count, bytes.length - count));
      if (more < 0) {
        ended = true;
      } else {
        count += more;
        progress = head.read(bytes, count);
      }
    }
    return progress;
  }

  /// Tells whether nothing more comes.
  boolean isEnded() {
    return ended;
  }

  /// Tells whether there is nothing that is not answered.
  boolean isEmpty() {
    return head.start() == count;
  }

  /// Lets go of the request that was answered.
  void answered() {
    head.begin(head.end());
    progress = RequestHead.Progress.INCOMPLETE;
    begun = false;
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
