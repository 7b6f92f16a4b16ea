package dev.slipway.site.wire;

import com.github.benmanes.caffeine.cache.Interner;
import dev.slipway.artifact.Extent;
import dev.slipway.core.access.Access;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.serving.http.Answer;
import dev.slipway.serving.http.Body;
import dev.slipway.site.cache.ArtifactLease;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The finished answers that are asked for most, up to a budget of bytes. Thread-safe.
final class HotAnswers {

  /* An answer is kept under all that it was seen to depend on. What depends on more than a key can
   * say (a cookie that was there, a language, the way of a navigation), what not everybody may see,
   * and what will be another in a moment is never kept. Each knows what its host served: one of
   * before is no answer any more, whether or not anybody has said that the host changed.
   *
   * Small bodies are kept too: to read one from its artifact would cost more than the rest.
   */

  private static final Set<Integer> STATUSES = Set.of(200, 301, 302, 303, 304, 307, 308, 404);
  private static final int LONGEST_KEY = 2048;
  private static final int LONGEST_HEAD = 4096;
  private static final int LONGEST_BODY = 1024;
  private static final byte[] NOTHING = {};

  /// Each with a lock of its own, and little enough to be sorted out in no time.
  private static final int SHELF = 512 * 1024;

  private static final int MOST_SHELVES = 256;

  private final Shelf[] shelves;
  private final Interner<AnswerHead.Common> commons = Interner.newWeakInterner();
  private final Interner<HotSource> sources = Interner.newWeakInterner();
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();

  /// Keeps `budget` bytes.
  HotAnswers(long budget) {
    int count = Integer.highestOneBit(Math.clamp(budget / SHELF, 1, MOST_SHELVES));
    this.shelves = new Shelf[count];
    Arrays.setAll(shelves, _ -> new Shelf((int) Math.min(budget / count, Integer.MAX_VALUE / 2)));
  }

  /// Finds the answer to `head` as long as its host serves the same as then, and puts its bytes
  /// into `room`, which is empty and has [SendBuffers#ROOM]: all but a body that lies elsewhere.
  ///
  /// @param last whether the connection ends afterwards
  @Nullable HotAnswer find(RequestHead head, byte[] dateLine, boolean last, ByteBuffer room) {
    var found = look(head, dateLine, last, room);
    (found == null ? misses : hits).increment();
    return found;
  }

  private @Nullable HotAnswer look(
      RequestHead head, byte[] dateLine, boolean last, ByteBuffer room) {
    if (head.fields().hasRepeated()) {
      return null;
    }
    var ending = AnswerHead.ending(last);
    int hash = HotKey.hash(head, false);
    var found = shelf(hash).find(hash, head, false, dateLine, ending, room);
    if (found != null || !head.hasQuery()) {
      return found;
    }
    int queried = HotKey.hash(head, true);
    return shelf(queried).find(queried, head, true, dateLine, ending, room);
  }

  /// Keeps `given`, whose head is `answerHead`, if others who ask `label` may get it too.
  void keep(
      RequestHead head,
      HostLabel label,
      WireRequest request,
      Origin.Given given,
      AnswerHead answerHead) {
    var route = given.route();
    if (route.isEmpty()
        || !(route.get().access() instanceof Access.Open)
        || head.fields().hasRepeated()
        || request.isVaried()
        || answerHead.length() > LONGEST_HEAD
        || !isCommon(given.answer())) {
      return;
    }
    boolean queried = request.wasQueried() && head.hasQuery();
    if (HotKey.length(head, queried) > LONGEST_KEY) {
      return;
    }
    ArtifactLease artifact = null;
    Extent apart = null;
    var small = NOTHING;
    if (!head.isHead()) {
      switch (given.answer().body()) {
        case Body.None _ -> {}
        case Body.Whole(var extent) when given.lease().isPresent() -> {
          var lease = given.lease().get();
          if (extent.length() <= LONGEST_BODY) {
            small = read(lease, extent);
          } else {
            artifact = lease;
            apart = extent;
          }
        }
        case Body.Whole _, Body.Text _, Body.Parts _ -> {
          return;
        }
      }
    }
    var source =
        sources.intern(
            new HotSource(
                label,
                route.get(),
                given.kind(),
                artifact == null ? null : artifact.digest(),
                commons.intern(answerHead.common())));
    var answer =
        new HotAnswer(
            source, given.answer().status(), apart, request.missed(), request.wasQueried());
    int hash = HotKey.hash(head, queried);
    shelf(hash).keep(hash, head, queried, answer, answerHead.own(), small);
  }

  /// Forgets everything.
  void clear() {
    for (var shelf : shelves) {
      shelf.clear();
    }
  }

  /// Returns how often one was found.
  long hits() {
    return hits.sum();
  }

  /// Returns how often none was found.
  long misses() {
    return misses.sum();
  }

  /// Returns how many are kept.
  long count() {
    return Arrays.stream(shelves).mapToLong(Shelf::count).sum();
  }

  /// Returns how many bytes they take.
  long weight() {
    return Arrays.stream(shelves).mapToLong(Shelf::weight).sum();
  }

  /// Those in one shelf have the same upper bits, and are told apart there by the lower.
  private Shelf shelf(int hash) {
    return shelves[(hash >>> (Byte.SIZE * 3)) & (shelves.length - 1)];
  }

  private static byte[] read(ArtifactLease lease, Extent extent) {
    var bytes = new byte[(int) extent.length()];
    lease.artifact().read(extent).get(bytes);
    return bytes;
  }

  private static boolean isCommon(Answer answer) {
    return STATUSES.contains(answer.status())
        && answer.headers().keySet().stream()
            .noneMatch(name -> name.toLowerCase(Locale.ROOT).equals("set-cookie"));
  }
}
