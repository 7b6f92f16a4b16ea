package dev.slipway.serving.file;

import dev.slipway.artifact.rules.Origin;
import dev.slipway.serving.trace.Trace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The fields of an answer's header while it is made, by names in any case; the trace hears why
/// each is as it is.
final class Fields {

  private static final String VARY = "Vary";

  private final Map<String, String> values = LinkedHashMap.newLinkedHashMap(16);
  private final Trace trace;

  Fields(Trace trace) {
    this.trace = trace;
  }

  /// Gives `name` this value only, because of `why`.
  Fields set(String name, String value, String why) {
    put(name, value);
    trace.field(name, why);
    return this;
  }

  /// Gives `name` this value only, because of the rule at `origin`.
  void set(String name, String value, Origin origin) {
    put(name, value);
    trace.field(name, origin);
  }

  /// Takes `name` away, which does not belong to the answer after all.
  Fields drop(String name) {
    values.remove(name);
    return this;
  }

  /// Takes `name` away, because of the rule at `origin`.
  void remove(String name, Origin origin) {
    if (values.keySet().removeIf(name::equalsIgnoreCase)) {
      trace.field(name, origin);
    }
  }

  /// Says that the answer depends on the field `name` of requests.
  Fields vary(String name, String why) {
    var before = get(VARY).orElse("");
    boolean named = before.equals("*") || contains(before, name);
    return named ? this : set(VARY, before.isEmpty() ? name : before + ", " + name, why);
  }

  Optional<String> get(String name) {
    var exact = values.get(name);
    return exact != null
        ? Optional.of(exact)
        : values.entrySet().stream()
            .filter(field -> field.getKey().equalsIgnoreCase(name))
            .map(Map.Entry::getValue)
            .findFirst();
  }

  Map<String, String> values() {
    return values;
  }

  private void put(String name, String value) {
    if (!values.containsKey(name)) {
      values.keySet().removeIf(name::equalsIgnoreCase);
    }
    values.put(name, value);
  }

  private static boolean contains(String list, String name) {
    for (var member : list.split(",", -1)) {
      if (member.strip().equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }
}
