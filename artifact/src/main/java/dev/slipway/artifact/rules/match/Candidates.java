package dev.slipway.artifact.rules.match;

import dev.slipway.artifact.rules.model.Condition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The rules of one place in a trie, of which only the conditions or an expression can tell whether
/// they match.
///
/// Those that need one exact value (of the query, a cookie, a field, or the host) are found by it;
/// the others are tried in turn.
final class Candidates<R> {

  private final List<Entry<R>> others = new ArrayList<>(1);
  private Map<Key, Alike<R>> exact = Map.of();

  private record Key(Condition.Place place, String name) {}

  /// @param first the lowest order of them
  private record Alike<R>(int first, Map<String, List<Entry<R>>> byValue) {}

  void add(Entry<R> entry) {
    var condition = entry.exact();
    if (condition.isPresent() && condition.get().test() instanceof Condition.Equal equal) {
      if (exact.isEmpty()) {
        exact = new LinkedHashMap<>();
      }
      exact
          .computeIfAbsent(
              new Key(condition.get().place(), condition.get().name()),
              _ -> new Alike<>(entry.order(), new HashMap<>()))
          .byValue
          .computeIfAbsent(equal.value(), _ -> new ArrayList<>())
          .add(entry);
    } else {
      others.add(entry);
    }
  }

  /// Gives `trial` every list of rules that may match, each in order. A value is only looked at
  /// while `search` wants one of those that need it.
  void lists(Search<R> search, Looked looked, Consumer<List<Entry<R>>> trial) {
    if (!others.isEmpty()) {
      trial.accept(others);
    }
    for (var key : exact.entrySet()) {
      if (search.wants(key.getValue().first)) {
        looked
            .value(key.getKey().place(), key.getKey().name())
            .map(key.getValue().byValue::get)
            .ifPresent(trial);
      }
    }
  }

  /// Returns how many steps a search may take here at most.
  long cost() {
    var cost = cost(others);
    for (var alike : exact.values()) {
      cost += 1 + alike.byValue.values().stream().mapToLong(Candidates::cost).max().orElse(0);
    }
    return cost;
  }

  private static <R> long cost(List<Entry<R>> entries) {
    return entries.stream().mapToLong(Entry::cost).sum();
  }
}
