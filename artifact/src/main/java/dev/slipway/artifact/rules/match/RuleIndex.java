package dev.slipway.artifact.rules.match;

import dev.slipway.artifact.rules.Visit;
import java.util.List;
import java.util.Optional;

/// The rules of one kind: a trie of those for which case counts, and one of the others.
final class RuleIndex<R> {

  private final PathTrie<R> exact = new PathTrie<>(false);
  private final PathTrie<R> folded = new PathTrie<>(true);
  private boolean hasExact;
  private boolean hasFolded;

  void add(Entry<R> entry) {
    if (entry.path().ignoresCase()) {
      hasFolded = true;
      folded.add(entry);
    } else {
      hasExact = true;
      exact.add(entry);
    }
  }

  /// Returns the first rule that matches, of those whose order is below `bound`.
  Optional<Search.Match<R>> first(Visit visit, int bound) {
    return bound == 0 ? Optional.empty() : searched(firstOf(visit, bound)).first();
  }

  List<Search.Match<R>> all(Visit visit) {
    return hasExact || hasFolded
        ? searched(Search.<R>forAll(new VisitedPath(visit.path()), new Looked(visit))).all()
        : List.of();
  }

  int steps(Visit visit, int bound) {
    return searched(firstOf(visit, bound)).steps();
  }

  private Search<R> firstOf(Visit visit, int bound) {
    return Search.forFirst(new VisitedPath(visit.path()), new Looked(visit), bound);
  }

  private Search<R> searched(Search<R> search) {
    if (hasExact) {
      exact.search(search);
    }
    if (hasFolded) {
      folded.search(search);
    }
    return search;
  }

  long cost() {
    return (hasExact ? exact.cost() : 0) + (hasFolded ? folded.cost() : 0);
  }
}
