package dev.slipway.runner.detect.settings;

import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.runner.checkout.tree.SourceTree;
import dev.slipway.runner.detect.file.InnerPath;
import dev.slipway.runner.detect.file.ProjectFolder;
import dev.slipway.runner.detect.file.TomlText;
import dev.slipway.runner.detect.framework.Framework;
import dev.slipway.runner.detect.framework.KnownFrameworks;
import dev.slipway.runner.detect.node.NodeManifest;
import dev.slipway.runner.detect.settings.BuildWishes.Topic;
import dev.slipway.runner.detect.settings.BuildWishes.Wish;
import java.util.EnumMap;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tomlj.TomlTable;

/// Reads what the files at the root of a repository say about building: `slipway.toml`, below it
/// `netlify.toml`, and below that `vercel.json`.
///
/// A mistake in our file ends the deployment. Those of other platforms are taken for what they say,
/// and what makes no sense in them, for nothing.
public final class BuildSettings {

  /// What stands for a framework if none is to be looked for.
  public static final String NO_FRAMEWORK = "none";

  private static final String NETLIFY = "netlify.toml";
  private static final String VERCEL = "vercel.json";
  private static final int LARGEST = 8 << 20;
  private static final Pattern LINE = Pattern.compile("[^\\p{Cc}]{0,1000}");

  private BuildSettings() {}

  /// Returns what they say.
  ///
  /// @throws DeploymentFailure if `slipway.toml` is malformed, or a file is larger than any that is
  ///   read
  public static BuildWishes read(SourceTree tree) {
    var root = ProjectFolder.root(tree);
    return SlipwayBuild.read(root).over(netlify(root)).over(vercel(root));
  }

  private static BuildWishes netlify(ProjectFolder root) {
    return root.text(NETLIFY, LARGEST)
        .flatMap(TomlText::lenient)
        .flatMap(toml -> TomlText.table(toml, "build"))
        .map(build -> netlify(root, build))
        .orElse(BuildWishes.NONE);
  }

  private static BuildWishes netlify(ProjectFolder root, TomlTable build) {
    var said = new Said(NETLIFY);
    said.add(Topic.ROOT, "base", TomlText.text(build, "base").flatMap(text -> folder(root, text)));
    said.add(Topic.COMMAND, "command", TomlText.text(build, "command").filter(BuildSettings::line));
    said.add(
        Topic.OUTPUT, "publish", TomlText.text(build, "publish").flatMap(BuildSettings::inner));
    var version =
        TomlText.table(build, "environment").flatMap(table -> TomlText.text(table, "NODE_VERSION"));
    said.add(Topic.NODE, "NODE_VERSION", version);
    return said.wishes();
  }

  private static BuildWishes vercel(ProjectFolder root) {
    return root.bytes(VERCEL, LARGEST)
        .flatMap(BuildSettings::json)
        .map(BuildSettings::vercel)
        .orElse(BuildWishes.NONE);
  }

  private static BuildWishes vercel(NodeManifest json) {
    var said = new Said(VERCEL);
    said.add(Topic.INSTALL, "installCommand", text(json, "installCommand"));
    said.add(Topic.COMMAND, "buildCommand", text(json, "buildCommand"));
    said.add(
        Topic.OUTPUT,
        "outputDirectory",
        text(json, "outputDirectory").flatMap(BuildSettings::inner));
    said.add(
        Topic.FRAMEWORK,
        "framework",
        text(json, "framework").flatMap(KnownFrameworks::called).map(Framework::id));
    return said.wishes();
  }

  private static Optional<NodeManifest> json(byte[] bytes) {
    try {
      return Optional.of(new NodeManifest(NodeManifest.parse(VERCEL, bytes)));
    } catch (DeploymentFailure e) { // the rules for serving say where
      return Optional.empty();
    }
  }

  private static Optional<String> text(NodeManifest json, String key) {
    var value = json.json().path(key);
    return value.isTextual()
        ? Optional.of(value.asText().strip()).filter(BuildSettings::line)
        : Optional.empty();
  }

  private static boolean line(String text) {
    return LINE.matcher(text).matches();
  }

  private static Optional<String> folder(ProjectFolder root, String text) {
    return inner(text).filter(root::isFolder);
  }

  /// Others take a path that begins with a slash for one inside the repository.
  private static Optional<String> inner(String text) {
    return InnerPath.of(text.startsWith("/") ? text.substring(1) : text);
  }

  /// What one file says.
  private record Said(String file, EnumMap<Topic, Wish> found) {

    Said(String file) {
      this(file, new EnumMap<>(Topic.class));
    }

    void add(Topic topic, String setting, Optional<String> value) {
      value.ifPresent(text -> found.put(topic, new Wish(text, setting + " in " + file)));
    }

    BuildWishes wishes() {
      return new BuildWishes(found);
    }
  }
}
