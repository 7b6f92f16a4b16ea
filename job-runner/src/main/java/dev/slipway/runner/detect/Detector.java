package dev.slipway.runner.detect;

import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.runner.checkout.tree.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Decides how a commit is deployed.
///
/// With a `package.json` that has a script called `build`, by that script. With any other, or none,
/// as the files that it has, if there is an `index.html` at a place where one is looked for.
public final class Detector {

  private static final List<String> FOLDERS =
      List.of("", "public", "dist", "docs", "site", "www", "build", "out", "_site");
  private static final List<String> FOLDERS_BESIDE_A_MANIFEST = List.of("", "public", "dist");
  private static final String PAGE = "index.html";
  private static final Pattern NEXT_EXPORT = Pattern.compile("output\\s*:\\s*[\"'`]export[\"'`]");
  private static final List<String> NEXT_SETTINGS =
      List.of("next.config.js", "next.config.mjs", "next.config.ts", "next.config.cjs");
  private static final int LARGEST_SETTINGS = 1 << 20;

  private Detector() {}

  /// Decides how the commit of `tree` is deployed.
  ///
  /// @throws DeploymentFailure if there is nothing that can be deployed
  public static Plan detect(SourceTree tree) {
    return NodeManifest.read(tree)
        .map(manifest -> withManifest(tree, manifest))
        .orElseGet(() -> withoutManifest(tree));
  }

  private static Plan withoutManifest(SourceTree tree) {
    return pageIn(tree, FOLDERS)
        .map(folder -> new Plan.StaticSite(folder, List.of(shownAsItIs(folder))))
        .orElseThrow(() ->
            new DeploymentFailure(
                "nothing-to-deploy",
                "The repository has no package.json and no index.html.",
                "Add one of them. The index.html is looked for in the root and in the folders"
                    + " %s; the package.json in the root."
                        .formatted(String.join(", ", FOLDERS.subList(1, FOLDERS.size())))));
  }

  private static Plan withManifest(SourceTree tree, NodeManifest manifest) {
    if (manifest.script("build").isPresent()) {
      return build(tree, manifest);
    }
    return pageIn(tree, FOLDERS_BESIDE_A_MANIFEST)
        .map(folder ->
            new Plan.StaticSite(
                folder,
                List.of(
                    "package.json has no script called build, so nothing is built.",
                    shownAsItIs(folder))))
        .orElseThrow(() ->
            new DeploymentFailure(
                "no-build-script",
                "package.json has no script called build, and there is no index.html.",
                "Add a line such as \"build\": \"vite build\" to the scripts of package.json."));
  }

  private static Plan build(SourceTree tree, NodeManifest manifest) {
    var installer = Installer.of(tree, manifest);
    var framework = Framework.of(manifest);
    var notes = new ArrayList<String>();
    notes.add(
        framework
            .map(known -> "Framework %s, from package.json.".formatted(known.id()))
            .orElse("No framework that is known, by package.json."));
    notes.addAll(installer.notes());
    NodeVersion.notes(tree, manifest).forEach(notes::add);
    framework.flatMap(known -> serverNote(tree, manifest, known.id())).ifPresent(notes::add);
    return new Plan.NodeBuild(
        installer.manager(),
        installer.install(),
        installer.build(),
        framework.map(Framework::id).orElse("node"),
        Outputs.of(tree, framework),
        framework.map(Framework::singlePage).orElse(false),
        framework.flatMap(Framework::publicFolder),
        notes);
  }

  /// Returns what to say about a framework that makes a server unless it is told to make files.
  private static Optional<String> serverNote(
      SourceTree tree, NodeManifest manifest, String framework) {
    var remedy =
        switch (framework) {
          case "nextjs" -> exports(tree) ? "" : "set output: \"export\" in next.config";
          case "sveltekit" ->
              manifest.dependsOn("@sveltejs/adapter-static") ? "" : "use @sveltejs/adapter-static";
          case "nuxtjs" ->
              manifest.script("build").orElse("").contains("generate")
                  ? ""
                  : "let the build script be \"nuxt generate\"";
          default -> "";
        };
    return Optional.of(remedy)
        .filter(text -> !text.isEmpty())
        .map(text ->
            "As it is set up, %s makes a server. Slipway serves files: %s."
                .formatted(framework, text));
  }

  private static boolean exports(SourceTree tree) {
    return NEXT_SETTINGS.stream()
        .flatMap(file -> tree.read(file, LARGEST_SETTINGS).stream())
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .anyMatch(text -> NEXT_EXPORT.matcher(text).find());
  }

  private static Optional<String> pageIn(SourceTree tree, List<String> folders) {
    return folders.stream()
        .filter(folder -> tree.isFile(folder.isEmpty() ? PAGE : folder + "/" + PAGE))
        .findFirst();
  }

  private static String shownAsItIs(String folder) {
    return folder.isEmpty()
        ? "Plain site: the files of the repository, from index.html in its root."
        : "Plain site: the files of the folder %s, from %s/index.html.".formatted(folder, folder);
  }
}
