package dev.slipway.site.wire;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.slipway.artifact.Extent;
import dev.slipway.core.access.Access;
import dev.slipway.core.alias.Route;
import dev.slipway.serving.http.Answer;
import dev.slipway.serving.http.Body;
import dev.slipway.site.cache.ArtifactLease;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The finished answers that are asked for most, up to a budget of bytes. Thread-safe.
final class HotAnswers {

  /* An answer is kept under all that it was seen to depend on. What depends on more than a key can
   * say (a cookie that was there, a language, the way of a navigation), what not everybody may see,
   * and what will be another in a moment is never kept. Each knows what its host served: one of
   * before is no answer any more, whether or not anybody has said that the host changed.
   */

  private static final Set<Integer> STATUSES = Set.of(200, 301, 302, 303, 304, 307, 308, 404);
  private static final int LONGEST_HEAD = 4096;
  private static final int OVERHEAD = 350;

  /// By their [HotKey]; what finds one is another object.
  private final Cache<Object, HotAnswer> kept;

  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();

  /// Keeps `budget` bytes.
  HotAnswers(long budget) {
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(budget)
            .weigher((Object key, HotAnswer answer) ->
                OVERHEAD + ((HotKey) key).length() + answer.head().length)
            .executor(Runnable::run)
            .build();
  }

  /// Returns the answer to `head` on a host that serves `route`, if it is kept.
  @Nullable HotAnswer find(RequestHead head, Route route) {
    var found = look(head, route);
    (found == null ? misses : hits).increment();
    return found;
  }

  private @Nullable HotAnswer look(RequestHead head, Route route) {
    if (head.fields().hasRepeated()) {
      return null;
    }
    var found = kept.getIfPresent(HotKey.finder(head, false));
    if (found != null && found.holds(head, route)) {
      return found;
    }
    if (!head.hasQuery()) {
      return null;
    }
    var queried = kept.getIfPresent(HotKey.finder(head, true));
    return queried != null && queried.holdsWithQuery(head, route) ? queried : null;
  }

  /// Keeps `answer`, whose head is `bytes`, if others may get it too.
  void keep(RequestHead head, WireRequest request, Origin.Given given, byte[] bytes) {
    var route = given.route();
    if (route.isEmpty()
        || !(route.get().access() instanceof Access.Open)
        || head.fields().hasRepeated()
        || request.isVaried()
        || bytes.length > LONGEST_HEAD
        || !isCommon(given.answer())) {
      return;
    }
    var body = body(head, given);
    boolean bodiless = given.answer().body() instanceof Body.None;
    if (body.isEmpty() && !bodiless && !head.isHead()) {
      return;
    }
    var key = HotKey.of(head, request.wasQueried() && head.hasQuery());
    if (key.length() <= HotKey.LONGEST) {
      var status = given.answer().status();
      kept.put(
          key,
          new HotAnswer(
              route.get(),
              status,
              given.kind(),
              bytes,
              body,
              request.missed(),
              request.wasQueried()));
    }
  }

  /// Forgets everything.
  void clear() {
    kept.invalidateAll();
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
    kept.cleanUp();
    return kept.estimatedSize();
  }

  /// Returns how many bytes they take.
  long weight() {
    kept.cleanUp();
    return kept.policy().eviction().orElseThrow().weightedSize().orElseThrow();
  }

  private static Optional<HotAnswer.Body> body(RequestHead head, Origin.Given given) {
    return given.answer().body() instanceof Body.Whole(Extent extent) && !head.isHead()
        ? given.lease().map(lease -> at(lease, extent))
        : Optional.empty();
  }

  private static HotAnswer.Body at(ArtifactLease lease, Extent extent) {
    return new HotAnswer.Body(lease.digest(), extent);
  }

  private static boolean isCommon(Answer answer) {
    return STATUSES.contains(answer.status())
        && answer.headers().keySet().stream()
            .noneMatch(name -> name.toLowerCase(Locale.ROOT).equals("set-cookie"));
  }
}
