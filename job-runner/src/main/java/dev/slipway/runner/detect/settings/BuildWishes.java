package dev.slipway.runner.detect.settings;

import dev.slipway.runner.detect.file.Shown;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a repository says itself about how it is built.
public final class BuildWishes {

  /// Those of a repository that says nothing.
  public static final BuildWishes NONE = new BuildWishes(Map.of());

  private final EnumMap<Topic, Wish> wishes = new EnumMap<>(Topic.class);

  /// What can be said.
  public enum Topic {
    /// The project's folder in the repository.
    ROOT("root"),
    /// The line that installs what it needs; empty to install nothing.
    INSTALL("install"),
    /// The line that builds it; empty to build nothing.
    COMMAND("command"),
    /// The folder that is served, relative to the project's.
    OUTPUT("output"),
    /// The line that starts it, which makes it an app.
    START("start"),
    /// Which framework it uses.
    FRAMEWORK("framework"),
    /// Which versions of Node will do.
    NODE("node"),
    /// Which package manager it uses.
    PACKAGE_MANAGER("package_manager");

    private final String word;

    Topic(String word) {
      this.word = word;
    }

    /// Returns what it is called in `slipway.toml`.
    String word() {
      return word;
    }
  }

  /// What is said.
  ///
  /// @param from which setting of which file says so
  public record Wish(String value, String from) {}

  BuildWishes(Map<Topic, Wish> wishes) {
    this.wishes.putAll(wishes);
  }

  /// Returns these, with those of `other` where these say nothing.
  BuildWishes over(BuildWishes other) {
    var both = new EnumMap<>(other.wishes);
    both.putAll(wishes);
    return new BuildWishes(both);
  }

  /// Returns what is said about `topic`.
  public Optional<Wish> get(Topic topic) {
    return Optional.ofNullable(wishes.get(topic));
  }

  /// Returns what is said about `topic`, without where.
  public Optional<String> value(Topic topic) {
    return get(topic).map(Wish::value);
  }

  /// Returns a sentence about each.
  public List<String> notes() {
    var notes = new ArrayList<String>();
    wishes.forEach((topic, wish) -> notes.add(note(topic, wish)));
    return notes;
  }

  private static String note(Topic topic, Wish wish) {
    var what = topic.word().replace('_', ' ');
    var shown = Shown.of(wish.value());
    return wish.value().isEmpty()
        ? "No %s, from %s.".formatted(what, wish.from())
        : "%s %s, from %s."
            .formatted(
                Character.toUpperCase(what.charAt(0)) + what.substring(1), shown, wish.from());
  }
}
