package dev.slipway.artifact.rules.match;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The patterns of a [PathTrie] that begin with the same segments.
final class Node<R> {

  private final int first;
  private Map<String, Node<R>> children = Map.of();
  private @Nullable Node<R> placeholder;
  private @Nullable Candidates<R> candidates;

  /// @param first the lowest order of the rules here and below
  Node(int first) {
    this.first = first;
  }

  int first() {
    return first;
  }

  @Nullable Node<R> child(String segment) {
    return children.get(segment);
  }

  @Nullable Node<R> placeholder() {
    return placeholder;
  }

  @Nullable Candidates<R> tried() {
    return candidates;
  }

  Node<R> child(String segment, int order) {
    if (children.isEmpty()) {
      children = new HashMap<>(2);
    }
    return children.computeIfAbsent(segment, _ -> new Node<>(order));
  }

  Node<R> placeholder(int order) {
    if (placeholder == null) {
      placeholder = new Node<>(order);
    }
    return placeholder;
  }

  Candidates<R> candidates() {
    if (candidates == null) {
      candidates = new Candidates<>();
    }
    return candidates;
  }

  long cost() {
    return 1
        + (candidates == null ? 0 : candidates.cost())
        + (placeholder == null ? 0 : placeholder.cost())
        + children.values().stream().mapToLong(Node::cost).max().orElse(0);
  }
}
