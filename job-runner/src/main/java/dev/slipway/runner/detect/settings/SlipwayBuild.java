package dev.slipway.runner.detect.settings;

import dev.slipway.core.deployment.App;
import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.runner.detect.file.InnerPath;
import dev.slipway.runner.detect.file.ProjectFolder;
import dev.slipway.runner.detect.file.Shown;
import dev.slipway.runner.detect.file.TomlText;
import dev.slipway.runner.detect.framework.KnownFrameworks;
import dev.slipway.runner.detect.settings.BuildWishes.Topic;
import dev.slipway.runner.detect.settings.BuildWishes.Wish;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tomlj.TomlTable;

/// What the table `[build]` of a repository's `slipway.toml` says. Its other tables are not looked
/// at here.
final class SlipwayBuild {

  static final String FILE = "slipway.toml";

  private static final String TABLE = "build";
  private static final int LARGEST = 1 << 16;
  private static final Pattern LINE = Pattern.compile("[^\\p{Cc}]{0,1000}");
  private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z.*|^~<>= /-]{1,100}");
  private static final Pattern MANAGER =
      Pattern.compile("(?:npm|pnpm|yarn|bun)(?:@\\d{1,4}(?:\\.\\d{1,6}){0,2})?");

  private final ProjectFolder root;
  private final TomlTable table;

  private SlipwayBuild(ProjectFolder root, TomlTable table) {
    this.root = root;
    this.table = table;
  }

  /// Returns what the `slipway.toml` in `root` says, if there is one.
  ///
  /// @throws DeploymentFailure if it is malformed
  static BuildWishes read(ProjectFolder root) {
    var text = root.text(FILE, LARGEST);
    if (text.isEmpty()) {
      return BuildWishes.NONE;
    }
    var toml = TomlText.parse(FILE, text.get());
    if (!toml.contains(List.of(TABLE))) {
      return BuildWishes.NONE;
    }
    if (!(toml.get(List.of(TABLE)) instanceof TomlTable table)) {
      throw new DeploymentFailure(
          "setting-malformed",
          "In slipway.toml, %s, \"build\" is no table.".formatted(TomlText.place(toml, TABLE)),
          "Write it as [build], with one setting on each line below it.");
    }
    return new SlipwayBuild(root, table).wishes();
  }

  private BuildWishes wishes() {
    for (var key : table.keySet()) {
      if (Arrays.stream(Topic.values()).noneMatch(known -> known.word().equals(key))) {
        throw new DeploymentFailure(
            "setting-unknown",
            "In slipway.toml, %s, there is \"%s\" in [build], which means nothing."
                .formatted(TomlText.place(table, key), Shown.of(key)),
            "In [build] there may be "
                + Arrays.stream(Topic.values()).map(Topic::word).collect(Collectors.joining(", "))
                + ".");
      }
    }
    var wishes = new EnumMap<Topic, Wish>(Topic.class);
    for (var topic : Topic.values()) {
      wish(topic)
          .ifPresent(value ->
              wishes.put(topic, new Wish(value, "%s in slipway.toml".formatted(topic.word()))));
    }
    return new BuildWishes(wishes);
  }

  private Optional<String> wish(Topic topic) {
    var value = table.get(List.of(topic.word()));
    if (value == null) {
      return Optional.empty();
    }
    var meant = value instanceof String text ? meant(topic, text) : Optional.<String>empty();
    return Optional.of(meant.orElseThrow(() -> refused(topic, value)));
  }

  private Optional<String> meant(Topic topic, String text) {
    return switch (topic) {
      case ROOT -> InnerPath.of(text).filter(root::isFolder);
      case OUTPUT -> InnerPath.of(text);
      case INSTALL, COMMAND ->
          Optional.of(text.strip()).filter(line -> LINE.matcher(line).matches());
      case START -> App.of(text).map(App::start);
      case FRAMEWORK -> Optional.of(text).filter(SlipwayBuild::isFramework);
      case NODE -> Optional.of(text).filter(line -> VERSION.matcher(line).matches());
      case PACKAGE_MANAGER -> Optional.of(text).filter(line -> MANAGER.matcher(line).matches());
    };
  }

  private static boolean isFramework(String text) {
    return text.equals(BuildSettings.NO_FRAMEWORK) || KnownFrameworks.ids().contains(text);
  }

  private DeploymentFailure refused(Topic topic, Object value) {
    return new DeploymentFailure(
        "setting-malformed",
        "In slipway.toml, %s, \"%s\" in [build] is %s."
            .formatted(
                TomlText.place(table, topic.word()),
                topic.word(),
                value instanceof String text ? "\"" + Shown.of(text) + "\"" : "no such value"),
        "It may be " + allowed(topic) + ".");
  }

  private static String allowed(Topic topic) {
    return switch (topic) {
      case ROOT -> "a folder of the repository, such as \"apps/web\"";
      case OUTPUT -> "a folder inside the root of the project, such as \"dist\"";
      case INSTALL, COMMAND ->
          "a line of up to 1000 characters for the shell of the builder, or \"\" for none";
      case START ->
          "the line of up to 1000 characters that starts the app, such as \"node server.js\"";
      case NODE -> "a version of Node or a range of them, such as \"24\" or \">=22\"";
      case PACKAGE_MANAGER -> "npm, pnpm, yarn or bun, with or without a version: \"pnpm@10.2.0\"";
      case FRAMEWORK ->
          "one of %s, %s"
              .formatted(BuildSettings.NO_FRAMEWORK, String.join(", ", KnownFrameworks.ids()));
    };
  }
}
