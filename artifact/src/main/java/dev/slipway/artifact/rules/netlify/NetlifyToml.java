package dev.slipway.artifact.rules.netlify;

import dev.slipway.artifact.rules.Origin;
import dev.slipway.artifact.rules.PathStyle;
import dev.slipway.artifact.rules.model.RedirectRule;
import dev.slipway.artifact.rules.source.HeaderBlock;
import dev.slipway.artifact.rules.source.PathWishes;
import dev.slipway.artifact.rules.source.RuleFault;
import dev.slipway.artifact.rules.source.RuleFile;
import dev.slipway.artifact.rules.source.RuleNotes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// Reads what `netlify.toml` says about serving: `[[redirects]]`, `[[headers]]` and
/// `[build.processing.html]`. What it says about building is not looked at here.
public final class NetlifyToml {

  private static final Set<String> REDIRECT_KEYS =
      Set.of(
          "from",
          "origin",
          "to",
          "destination",
          "status",
          "force",
          "query",
          "params",
          "parameters",
          "conditions",
          "headers",
          "signed");
  private static final Set<String> HEADER_KEYS = Set.of("for", "values");

  private final RuleFile file;
  private final RuleNotes notes;
  private final List<RedirectRule> redirects = new ArrayList<>();
  private final NetlifyBlocks blocks = new NetlifyBlocks();

  private NetlifyToml(RuleFile file, RuleNotes notes) {
    this.file = file;
    this.notes = notes;
  }

  /// What the file says.
  public record Serving(List<RedirectRule> redirects, NetlifyBlocks blocks, PathWishes paths) {}

  /// Returns what `file` says. Of a file that is not TOML nothing counts.
  public static Serving read(RuleFile file, RuleNotes notes) {
    file.requireModest();
    var reader = new NetlifyToml(file, notes);
    var toml = reader.parsed();
    if (toml == null) {
      return new Serving(List.of(), new NetlifyBlocks(), PathWishes.NONE);
    }
    reader.each(toml, "redirects", reader::redirect);
    reader.each(toml, "headers", reader::header);
    reader.elsewhere(toml);
    return new Serving(reader.redirects, reader.blocks, paths(toml));
  }

  private @Nullable TomlParseResult parsed() {
    try {
      var toml = Toml.parse(file.text());
      if (!toml.hasErrors()) {
        return toml;
      }
      var error = toml.errors().getFirst();
      notes.add(
          origin(error.position(), ""),
          "It is not TOML, so nothing in it counts: " + error.getMessage());
    } catch (TomlParseError e) {
      notes.add(file.origin(1, ""), "It is not TOML, so nothing in it counts: " + e.getMessage());
    } catch (StackOverflowError e) {
      notes.add(file.origin(1, ""), "It is nested too deep, so nothing in it counts.");
    }
    return null;
  }

  /// Gives `rule` every table of the array `name`, with its place.
  private void each(TomlTable toml, String name, BiConsumer<TomlTable, Origin> rule) {
    switch (toml.get(List.of(name))) {
      case null -> {}
      case TomlArray array -> {
        for (var i = 0; i < array.size(); i++) {
          var origin = origin(array.inputPositionOf(i), "[[" + name + "]]");
          if (array.get(i) instanceof TomlTable table) {
            var shown = shown(origin, name, table);
            notes.noting(shown, () -> rule.accept(table, shown));
          } else {
            notes.add(origin, "It is not a table; rules are written as [[" + name + "]].");
          }
        }
      }
      default ->
          notes.add(
              origin(toml.inputPositionOf(List.of(name)), name),
              "It is not an array of tables; rules are written as [[" + name + "]].");
    }
  }

  private Origin shown(Origin origin, String name, TomlTable table) {
    var text =
        Stream.of("for", "from", "origin", "to", "destination", "status")
            .filter(key -> table.get(List.of(key)) != null)
            .map(key -> key + " = " + table.get(List.of(key)))
            .collect(Collectors.joining(", ", "[[" + name + "]] ", ""));
    return file.origin(origin.line(), text);
  }

  private void redirect(TomlTable table, Origin origin) {
    unknown(table, REDIRECT_KEYS, origin);
    if (table.contains("signed")) {
      throw new RuleFault("Signed requests to other servers are not supported.");
    }
    if (table.contains("headers")) {
      notes.add(origin, "Its headers are for the server that a proxy asks; they do not count.");
    }
    redirects.add(
        new NetlifyRedirect(
                text(table, "from", "origin").orElseThrow(() -> new RuleFault("It has no `from`.")),
                query(table),
                text(table, "to", "destination"),
                status(table),
                flag(table, "force"),
                conditions(table))
            .compiled(origin));
  }

  private static Map<String, String> query(TomlTable table) {
    var query = new LinkedHashMap<String, String>();
    for (var key : List.of("query", "params", "parameters")) {
      for (var pair : entries(table, key)) {
        query.put(pair.getKey(), String.valueOf(pair.getValue()));
      }
    }
    return query;
  }

  private static int status(TomlTable table) {
    return switch (table.get(List.of("status"))) {
      case null -> NetlifyRedirect.USUAL_STATUS;
      case Long status when status >= 0 && status <= 999 -> status.intValue();
      default -> throw new RuleFault("Its `status` is not a number such as 301.");
    };
  }

  private static boolean flag(TomlTable table, String key) {
    return switch (table.get(List.of(key))) {
      case null -> false;
      case Boolean flag -> flag;
      default -> throw new RuleFault("Its `%s` is neither true nor false.".formatted(key));
    };
  }

  private static List<Map.Entry<String, List<String>>> conditions(TomlTable table) {
    return entries(table, "conditions").stream()
        .map(entry ->
            Map.entry(
                entry.getKey(),
                entry.getValue() instanceof TomlArray array
                    ? array.toList().stream().map(String::valueOf).toList()
                    : List.of(String.valueOf(entry.getValue()).split(",", -1))))
        .toList();
  }

  private void header(TomlTable table, Origin origin) {
    unknown(table, HEADER_KEYS, origin);
    var path =
        NetlifyFor.read(
            text(table, "for", "for").orElseThrow(() -> new RuleFault("It has no `for`.")));
    var block = new HeaderBlock(origin);
    for (var entry : entries(table, "values")) {
      notes.noting(
          origin, () -> NetlifyBlocks.header(block, entry.getKey(), joined(entry.getValue())));
    }
    blocks.add(path, block);
  }

  /// Returns a value that may be an array or have several lines, each with a comma or without.
  private static String joined(Object value) {
    var lines =
        value instanceof TomlArray array
            ? array.toList().stream().map(String::valueOf)
            : String.valueOf(value).lines();
    return lines
        .map(line -> line.strip().replaceFirst(",$", "").strip())
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /// Without pretty URLs `/about.html` and `/about` both answer, and nobody is sent anywhere.
  private static PathWishes paths(TomlTable toml) {
    var pretty = toml.get(List.of("build", "processing", "html", "pretty_urls"));
    return Boolean.FALSE.equals(pretty)
        ? new PathWishes(Optional.of(true), Optional.of(PathStyle.TrailingSlash.NONE))
        : PathWishes.NONE;
  }

  /// Notes what concerns serving and is not supported.
  private void elsewhere(TomlTable toml) {
    if (toml.contains("edge_functions")) {
      notes.add(
          origin(toml.inputPositionOf("edge_functions"), "[[edge_functions]]"),
          "Edge functions are not supported.");
    }
    if (toml.get(List.of("context")) instanceof TomlTable contexts) {
      for (var context : contexts.keySet()) {
        for (var rules : List.of("redirects", "headers")) {
          if (contexts.get(List.of(context)) instanceof TomlTable table && table.contains(rules)) {
            notes.add(
                origin(table.inputPositionOf(rules), "[[context." + context + "." + rules + "]]"),
                "Rules of one context are not supported; write them for all.");
          }
        }
      }
    }
  }

  private void unknown(TomlTable table, Set<String> known, Origin origin) {
    for (var key : table.keySet()) {
      if (!known.contains(key)) {
        notes.add(origin, "Its `%s` is not known and does not count.".formatted(key));
      }
    }
  }

  private static Optional<String> text(TomlTable table, String key, String other) {
    var value =
        table.get(List.of(key)) == null ? table.get(List.of(other)) : table.get(List.of(key));
    return switch (value) {
      case null -> Optional.empty();
      case String text -> Optional.of(text.strip());
      default -> throw new RuleFault("Its `%s` is not a text.".formatted(key));
    };
  }

  private static Set<Map.Entry<String, Object>> entries(TomlTable table, String key) {
    return switch (table.get(List.of(key))) {
      case null -> Set.of();
      case TomlTable entries -> entries.entrySet();
      default -> throw new RuleFault("Its `%s` is not a table.".formatted(key));
    };
  }

  private Origin origin(@Nullable TomlPosition position, String text) {
    return file.origin(position == null ? 1 : position.line(), text);
  }
}
