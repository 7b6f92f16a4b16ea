package dev.slipway.artifact.rules.match;

import dev.slipway.artifact.rules.model.PathPattern;
import org.jspecify.annotations.Nullable;

/// Rules by the segments of their paths. Immutable once all are added.
///
/// A node stands for the patterns that begin alike. From a node a search goes on to at most two:
/// that of the path's next segment, and that of a placeholder. So a path of n segments visits n + 1
/// nodes, or twice as many for each level at which a placeholder stands beside fixed segments that
/// go on alike. A splat is found at the node before it, an expression at the node of the whole
/// segments that it begins with; there rules that need an exact value of the query or the host are
/// looked up by it, and only others that differ in nothing but their conditions or expressions are
/// tried one by one. None of that depends on how many rules there are, but on how many are alike:
/// [#cost] tells the most steps that any path can take, and [RuleBook] refuses rules that need too
/// many.
final class PathTrie<R> {

  private final boolean folds;
  private final Node<R> root = new Node<>(0);

  /// @param folds whether case does not count
  PathTrie(boolean folds) {
    this.folds = folds;
  }

  /// Adds a rule that comes after all that were added.
  void add(Entry<R> entry) {
    switch (entry.path()) {
      case PathPattern.Segments pattern -> add(entry, pattern);
      case PathPattern.Expression pattern -> add(entry, pattern);
    }
  }

  private void add(Entry<R> entry, PathPattern.Segments pattern) {
    var node = root;
    for (var segment : pattern.segments()) {
      switch (segment) {
        case PathPattern.Literal literal ->
            node = node.child(folded(literal.value()), entry.order());
        case PathPattern.Name _ -> node = node.placeholder(entry.order());
        case PathPattern.Splat _ -> {}
      }
    }
    node.candidates().add(entry);
  }

  private void add(Entry<R> entry, PathPattern.Expression pattern) {
    var prefix = pattern.prefix();
    var whole = new VisitedPath(prefix.substring(0, prefix.lastIndexOf('/') + 1));
    var node = root;
    for (var i = 0; i < whole.size() - 1; i++) {
      node = node.child(folded(whole.segment(i)), entry.order());
    }
    node.candidates().add(entry);
  }

  private String folded(String text) {
    return folds ? VisitedPath.fold(text) : text;
  }

  /// Offers `search` every rule whose pattern fits, but for what it no longer wants.
  void search(Search<R> search) {
    visit(root, 0, search);
  }

  private void visit(@Nullable Node<R> node, int depth, Search<R> search) {
    if (node == null || !search.wants(node.first())) {
      return;
    }
    search.visit(node, depth);
    if (depth < search.path().size()) {
      var segment = search.path().segment(depth);
      var fixed = node.child(folded(segment));
      var any = segment.isEmpty() ? null : node.placeholder();
      var anyFirst = any != null && fixed != null && any.first() < fixed.first();
      visit(anyFirst ? any : fixed, depth + 1, search);
      visit(anyFirst ? fixed : any, depth + 1, search);
    }
  }

  /// Returns how many steps a search may take at most, whatever the path.
  long cost() {
    return root.cost();
  }
}
