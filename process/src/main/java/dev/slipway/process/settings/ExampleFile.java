package dev.slipway.process.settings;

import dev.slipway.process.settings.Key.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The file of settings that is shipped: every key explained, and those set that must be.
public final class ExampleFile {

  private static final int WIDTH = 98;
  private static final String HEAD =
      """
      # The settings of Slipway on this machine, for all of its programs. Those that are set here
      # are as the package needs them; the others stand here as comments, each with an example:
      # remove the # before a key to set it. An unknown key is an error, so that no typo goes
      # unseen.
      #
      # Each is also a variable, which wins over this file: database.url is SLIPWAY_DATABASE_URL.
      # Sizes are written as 512m or 2g, times as 90s, 15m or 30d.
      """;

  /// Those that have no usual value, and that every installation of the package has.
  private static final Set<String> SET =
      Set.of("instance", "database.url", "database.user", "artifacts", "logs", "work");

  private final StringBuilder text = new StringBuilder(HEAD);

  private ExampleFile() {}

  /// Returns the text of the file.
  public static String text() {
    var file = new ExampleFile();
    var group = "";
    for (var key : Keys.all()) {
      if (key.kind() != Kind.VARIABLE) {
        file.begin(group, group(key));
        file.add(key);
        group = group(key);
      }
    }
    return file.text.toString();
  }

  private static String group(Key key) {
    return key.name().substring(0, key.name().lastIndexOf('.') + 1);
  }

  private void begin(String last, String group) {
    text.append('\n');
    if (!group.equals(last) && !group.isEmpty()) {
      text.append(group, 0, group.length() - 1).append(":\n");
    }
  }

  private void add(Key key) {
    var indent = group(key).isEmpty() ? "" : "  ";
    for (var line : lines(key.doc())) {
      text.append(indent).append("# ").append(line).append('\n');
    }
    if (!key.usual().isEmpty()) {
      text.append(indent).append("# Usual: ").append(key.usual()).append('\n');
    }
    text.append(indent)
        .append(SET.contains(key.name()) ? "" : "#")
        .append(key.name().substring(group(key).length()))
        .append(": ")
        .append(key.example())
        .append('\n');
  }

  private static List<String> lines(String doc) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : doc.split(" ", -1)) {
      if (line.length() + word.length() >= WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
