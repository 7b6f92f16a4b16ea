package dev.slipway.process.settings;

import dev.slipway.process.settings.Key.Kind;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// The settings that are in a file of YAML, as they are written there.
///
/// Only the shape of the document is read, and no object is made of it: every value is the text
/// that stands there (`010` is not eight, and `1:30` not ninety), and the place of every key is
/// known.
final class SettingsFile {

  private static final int MOST_BYTES = 256 * 1024;
  private static final int DEEPEST = 8;

  /// What stands in the file about one key.
  record Entry(String value, int line) {}

  private final Path path;
  private final Map<String, Entry> entries = new HashMap<>();
  private final Map<String, Integer> lines = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  private SettingsFile(Path path) {
    this.path = path;
  }

  /// Reads the file `path`.
  ///
  /// @throws SettingsException if it can't be read, or is no YAML
  static SettingsFile read(Path path) {
    var file = new SettingsFile(path);
    file.addDocument(parse(path));
    return file;
  }

  /// Returns what stands there about the key `name`.
  Optional<Entry> entry(String name) {
    return Optional.ofNullable(entries.get(name)).filter(entry -> !entry.value().isBlank());
  }

  /// Returns where `entry` stands, for a message.
  String place(Entry entry) {
    return at(entry.line());
  }

  Path path() {
    return path;
  }

  /// Returns what is wrong with the file, whoever reads it.
  List<String> problems() {
    return List.copyOf(problems);
  }

  private static @Nullable Node parse(Path path) {
    try {
      if (Files.size(path) > MOST_BYTES) {
        throw unusable(path, "it is larger than " + MOST_BYTES / 1024 + " KiB");
      }
      var text = Files.readString(path);
      return yaml().compose(new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text));
    } catch (CharacterCodingException e) {
      throw unusable(path, "it is not UTF-8");
    } catch (IOException e) {
      throw unusable(path, e.toString());
    } catch (MarkedYAMLException e) {
      var mark = e.getProblemMark();
      var where = mark == null ? "" : "line " + (mark.getLine() + 1) + ": ";
      throw unusable(path, where + oneLine(String.valueOf(e.getProblem())));
    } catch (YAMLException e) {
      throw unusable(path, oneLine(String.valueOf(e.getMessage())));
    }
  }

  private static Yaml yaml() {
    var options = new LoaderOptions();
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(DEEPEST);
    options.setCodePointLimit(MOST_BYTES);
    options.setAllowRecursiveKeys(false);
    return new Yaml(new SafeConstructor(options));
  }

  private static SettingsException unusable(Path path, String why) {
    return new SettingsException(List.of("Can't read the settings in " + path + ": " + why));
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private void addDocument(@Nullable Node document) {
    switch (document) {
      case null -> {} // nothing but comments
      case MappingNode mapping -> add("", mapping);
      case ScalarNode empty when empty.getTag().equals(Tag.NULL) -> {}
      case Node other ->
          problems.add(at(line(other)) + ": must be keys and their values, such as node: build-1");
    }
  }

  private void add(String prefix, MappingNode mapping) {
    for (var tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(at(line(tuple.getKeyNode())) + ": a key must be a word");
        continue;
      }
      var name = prefix + key.getValue();
      var before = lines.putIfAbsent(name, line(key));
      if (before != null) {
        problems.add(at(line(key)) + ": " + name + " stands in line " + before + " already");
      } else if (tuple.getValueNode() instanceof MappingNode nested) {
        addNested(name, line(key), nested);
      } else {
        addValue(name, line(key), tuple.getValueNode());
      }
    }
  }

  private void addNested(String name, int line, MappingNode nested) {
    if (Keys.named(name).isPresent()) {
      problems.add(at(line) + ": " + name + " must be a value, and has keys of its own");
      return;
    }
    add(name + ".", nested);
  }

  private void addValue(String name, int line, Node node) {
    var known = Keys.named(name);
    if (known.isEmpty()) {
      addUnknown(name, line, node);
      return;
    }
    if (known.get().kind() == Kind.VARIABLE) {
      problems.add(
          at(line) + ": " + name + " can be set only by the variable " + known.get().variable());
      return;
    }
    var value = text(node, known.get().kind() == Kind.LIST);
    if (value.isEmpty()) {
      problems.add(at(line) + ": " + name + " must be one value, not a list");
      return;
    }
    entries.put(name, new Entry(value.get(), line));
  }

  private void addUnknown(String name, int line, Node node) {
    boolean group = Keys.all().stream().anyMatch(key -> key.name().startsWith(name + "."));
    if (group) {
      if (!isEmpty(node)) { // all of its keys may be comments
        problems.add(at(line) + ": " + name + " has keys of its own, and no value");
      }
      return;
    }
    problems.add(
        at(line)
            + ": "
            + name
            + " is not a setting"
            + Keys.nearestName(name).map(near -> "; did you mean " + near + "?").orElse(""));
  }

  private static Optional<String> text(Node node, boolean list) {
    return switch (node) {
      case ScalarNode scalar -> Optional.of(scalarText(scalar));
      case SequenceNode sequence when list -> words(sequence);
      default -> Optional.empty();
    };
  }

  private static Optional<String> words(SequenceNode sequence) {
    var words = new ArrayList<String>();
    for (var item : sequence.getValue()) {
      if (!(item instanceof ScalarNode word)) {
        return Optional.empty();
      }
      words.add(scalarText(word));
    }
    return Optional.of(String.join(",", words));
  }

  private static String scalarText(ScalarNode scalar) {
    return scalar.getTag().equals(Tag.NULL) ? "" : scalar.getValue();
  }

  private static boolean isEmpty(Node node) {
    return node instanceof ScalarNode scalar && scalarText(scalar).isBlank();
  }

  private static int line(Node node) {
    return node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
  }

  private String at(int line) {
    return path + ", line " + line;
  }
}
