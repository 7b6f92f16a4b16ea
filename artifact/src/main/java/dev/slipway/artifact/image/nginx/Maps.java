package dev.slipway.artifact.image.nginx;

import java.util.ArrayList;
import java.util.List;

/// All maps of a configuration, in their order, and how much room they need. Not thread-safe.
final class Maps {

  static final String NOTHING = "\"\"";

  private static final int SMALLEST = 2048;
  private static final int BUCKET = 64;

  private final List<VariableMap> maps = new ArrayList<>();

  /// Adds one that is `otherwise` unless it is told more.
  VariableMap add(String source, String name, String otherwise) {
    var map = new VariableMap(source, name, otherwise);
    maps.add(map);
    return map;
  }

  void appendTo(StringBuilder text) {
    int entries = maps.stream().mapToInt(VariableMap::size).max().orElse(0);
    int bucket = maps.stream().mapToInt(VariableMap::bucket).max().orElse(0);
    setting(text, "map_hash_max_size", Math.max(SMALLEST, 4 * entries));
    setting(text, "map_hash_bucket_size", (bucket / BUCKET + 2) * BUCKET);
    setting(text, "variables_hash_max_size", Math.max(SMALLEST, 8 * maps.size()));
    setting(text, "variables_hash_bucket_size", 2 * BUCKET);
    maps.forEach(map -> map.appendTo(text));
  }

  private static void setting(StringBuilder text, String name, int value) {
    text.append("  ").append(name).append(' ').append(value).append(";\n");
  }
}
