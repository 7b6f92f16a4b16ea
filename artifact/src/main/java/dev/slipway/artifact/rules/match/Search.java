package dev.slipway.artifact.rules.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One search of one or more tries, and what it has found. For one thread.
final class Search<R> {

  private final VisitedPath path;
  private final Looked looked;
  private final boolean onlyFirst;
  private final List<Match<R>> found = new ArrayList<>(1);
  private int bound;
  private int steps;

  private Search(VisitedPath path, Looked looked, boolean onlyFirst, int bound) {
    this.path = path;
    this.looked = looked;
    this.onlyFirst = onlyFirst;
    this.bound = bound;
  }

  /// A rule that matches, with what it captured.
  record Match<R>(Entry<R> entry, Entry.Captures captures) {}

  /// Returns a search for the first rule that matches, of those whose order is below `bound`.
  static <R> Search<R> forFirst(VisitedPath path, Looked looked, int bound) {
    return new Search<>(path, looked, true, bound);
  }

  /// Returns a search for all rules that match.
  static <R> Search<R> forAll(VisitedPath path, Looked looked) {
    return new Search<>(path, looked, false, Integer.MAX_VALUE);
  }

  VisitedPath path() {
    return path;
  }

  /// Tells whether rules of this order and above are still of use.
  boolean wants(int order) {
    return order < bound;
  }

  /// Tries the rules of a node.
  void visit(Node<R> node, int depth) {
    steps++;
    var candidates = node.tried();
    if (candidates != null) {
      candidates.lists(this, looked, entries -> tryInOrder(entries, depth));
    }
  }

  private void tryInOrder(List<Entry<R>> entries, int depth) {
    for (var entry : entries) {
      if (!wants(entry.order())) {
        return;
      }
      steps++;
      var captures = new Entry.Captures();
      if (entry.fits(path, depth) && entry.matches(path, looked, captures)) {
        accept(new Match<>(entry, captures));
      }
    }
  }

  private void accept(Match<R> match) {
    if (onlyFirst) {
      found.clear();
      bound = match.entry().order();
    }
    found.add(match);
  }

  /// Returns the first that matches.
  Optional<Match<R>> first() {
    return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
  }

  /// Returns all that match, in order.
  List<Match<R>> all() {
    found.sort(Comparator.comparingInt(match -> match.entry().order()));
    return found;
  }

  /// Returns how many nodes were visited and rules tried.
  int steps() {
    return steps;
  }
}
