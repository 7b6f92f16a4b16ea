package dev.slipway.runner.detect;

import static dev.slipway.runner.checkout.Refused.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.runner.build.Builder;
import dev.slipway.runner.detect.install.Install;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole projects, as their files: what is decided about them, and from which of them.
final class ProjectsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "next           | next build              | next.config.mjs: export default { output: 'export' } | out",
        "next           | next build              | next.config.ts: const c = { output: 'export', distDir: 'www' } | www",
        "@sveltejs/kit @sveltejs/adapter-static vite | vite build | svelte.config.js: export default { kit: { adapter: adapter({ pages: 'www' }) } } | www",
        "@sveltejs/kit  | vite build              | svelte.config.js: // pages: 'www'                    | build",
        "vite           | vite build              | vite.config.ts: defineConfig({ build: { outDir: 'www' } }) | www",
        "vite           | vite build              | vite.config.ts: defineConfig({ root: 'src', build: { outDir: '../www' } }) | www",
        "vite           | vite build              | vite.config.ts: defineConfig({ build: { // outDir: 'www' } }) | dist",
        "vite           | vite build              | vite.config.ts: defineConfig({ build: { outDir: '../../etc' } }) | dist",
        "vite           | vite build --outDir www | vite.config.ts: defineConfig({})                     | www",
        "astro          | astro build             | astro.config.mjs: defineConfig({ outDir: './www' })  | www",
        "@11ty/eleventy | eleventy                | .eleventy.js: module.exports = () => ({ dir: { output: 'www' } }) | www",
        "@11ty/eleventy | eleventy --output=www   | x: x                                                 | www",
        "nuxt           | nuxt generate           | x: x                                                 | .output/public",
        "vitepress      | vitepress build guide   | guide/.vitepress/config.mts: defineConfig({})        | guide/.vitepress/dist",
        "vitepress      | vitepress build         | docs/.vitepress/config.mts: defineConfig({ outDir: '../www' }) | www",
        "vitepress      | vitepress build         | .vitepress/config.mts: defineConfig({})              | .vitepress/dist",
        "@vue/cli-service | vue-cli-service build | vue.config.js: module.exports = { outputDir: 'www' } | www",
        "hexo           | hexo generate           | _config.yml: public_dir: www                         | www",
        "hugo-bin       | hugo --gc               | hugo.toml: publishDir = 'www'                        | www",
        "@docusaurus/core | docusaurus build      | x: x                                                 | build"
      })
  void findsTheOutputFolder(String packages, String script, String file, String output) {
    var tree = project(packages, script);
    int colon = file.indexOf(": ");
    tree.with(file.substring(0, colon), file.substring(colon + 2).replace("//", "//\n//"));

    assertThat(build(tree).product().outputs()).first().isEqualTo(output);
  }

  @Test
  void saysFromWhichFileTheOutputFolderIs() {
    var tree =
        project("vite", "vite build")
            .with("vite.config.ts", "defineConfig({ build: { outDir: 'www' } })");

    assertThat(build(tree).notes())
        .contains("Output folder www, from build.outDir in vite.config.ts.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nuxt      | {\"build\": \"nuxt build\", \"generate\": \"nuxt generate\"} | npm run generate",
        "nuxt      | {\"build\": \"nuxt build\"}                                  | npm run build",
        "vitepress | {\"docs:build\": \"vitepress build docs\"}                   | npm run docs:build",
        "vitepress | {\"build\": \"tsc\", \"docs:build\": \"vitepress build docs\"} | npm run docs:build",
        "vitepress | {\"build\": \"npm run docs:build\", \"docs:build\": \"vitepress build\"} | npm run build",
        "vite      | {\"dev\": \"vite\"}                                          | npm exec --no -- vite build"
      })
  void findsTheScriptThatMakesTheSite(String packages, String scripts, String line) {
    var tree =
        new MapTree()
            .with(
                "package.json",
                "{\"scripts\": %s, \"devDependencies\": {\"%s\": \"1\"}}"
                    .formatted(scripts, packages));

    assertThat(build(tree).build()).isEqualTo(line);
  }

  @Test
  void keepsTheAdviceAboutAServerForTheCaseThatThereIsNoOutput() {
    assertThat(build(project("next", "next build")).product().advice())
        .hasValueSatisfying(advice -> assertThat(advice).contains("output: \"export\""));
  }

  @Test
  void takesTheOnlySiteOfAWorkspace() {
    var tree =
        new MapTree()
            .with("package.json", "{\"private\": true, \"scripts\": {\"build\": \"turbo build\"}}")
            .with("pnpm-workspace.yaml", "packages:\n  - apps/*\n  - packages/*\n")
            .withFiles("pnpm-lock.yaml")
            .with(
                "packages/ui/package.json", "{\"name\": \"ui\", \"scripts\": {\"build\": \"tsc\"}}")
            .with("packages/bad/package.json", "{")
            .with(
                "apps/web/package.json",
                "{\"scripts\": {\"build\": \"vite build\"}, \"dependencies\": {\"vite\": \"7\", \"ui\": \"*\"}}");

    var plan = build(tree);

    assertThat(plan.folder()).isEqualTo("apps/web");
    assertThat(plan.install().map(Install::folder)).contains("");
    assertThat(plan.install().map(Install::command)).contains("pnpm install --frozen-lockfile");
    assertThat(plan.build()).isEqualTo("pnpm run build");
    assertThat(plan.notes())
        .anyMatch(
            note -> note.contains("The site is apps/web") && note.contains("pnpm-workspace.yaml"))
        .anyMatch(note -> note.contains("Package manager pnpm, from pnpm-lock.yaml"))
        .anyMatch(note -> note.contains("depends on ui"));
  }

  @Test
  void namesTheSitesOfAWorkspaceThatHasSeveral() {
    var site = "{\"scripts\": {\"build\": \"x\"}, \"dependencies\": {\"astro\": \"5\"}}";
    var tree =
        new MapTree()
            .with("package.json", "{\"workspaces\": [\"sites/*\"]}")
            .with("sites/a/package.json", site)
            .with("sites/b/package.json", site);

    assertThatThrownBy(() -> Detector.detect(tree))
        .satisfies(refusedWith("several-sites", "sites/a, sites/b", "root = \"sites/a\""));
    tree.with("slipway.toml", "[build]\nroot = \"sites/b\"\n");
    assertThat(build(tree).folder()).isEqualTo("sites/b");
  }

  @Test
  void namesTheFoldersThatLookLikeProjectsWhenTheRootHasNothing() {
    var tree =
        new MapTree()
            .withFiles("README.md")
            .with(
                "web/package.json",
                "{\"scripts\": {\"build\": \"x\"}, \"dependencies\": {\"vite\": \"7\"}}");

    assertThatThrownBy(() -> Detector.detect(tree))
        .satisfies(refusedWith("nothing-to-deploy", "folders web", "set root in [build]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hugo.toml | x | Hugo",
        "config.toml | baseURL = 'https://x' | Hugo",
        "config.toml | base_url = 'https://x' | Zola",
        "_config.yml | title: x | Jekyll",
        "book.toml | [book] | mdBook",
        "config.rb | x | Middleman"
      })
  void saysWhatToDoAboutAToolThatTheBuilderDoesNotHave(String file, String text, String tool) {
    assertThatThrownBy(() -> Detector.detect(new MapTree().with(file, text)))
        .satisfies(refusedWith("tool-missing", tool, file, "slipway.toml"));
  }

  @Test
  void servesWhatAToolLeftInTheRepositoryAndSaysSo() {
    var tree = new MapTree().withFiles("hugo.toml", "public/index.html");

    assertThat(Detector.detect(tree).notes())
        .anyMatch(note -> note.contains("hugo.toml") && note.contains("not run"));
    assertThatThrownBy(() ->
            Detector.detect(
                new MapTree().withFiles("_config.yml").with("index.html", "---\n---\n")))
        .satisfies(refusedWith("tool-missing", "Jekyll"));
  }

  @Test
  void saysThatServerAppsComeLater() {
    assertThatThrownBy(() -> Detector.detect(new MapTree().withFiles("Dockerfile", "main.go")))
        .satisfies(refusedWith("server-app", "Dockerfile"));
    assertThat(Detector.detect(new MapTree().withFiles("Dockerfile", "index.html")))
        .isInstanceOf(Plan.StaticSite.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mkdocs.yml                            | mkdocs  | site        |",
        "mkdocs.yml=site_dir: www # x          | mkdocs  | www         |",
        "mkdocs.yml=site_dir: ../www           | mkdocs  | site        |",
        "mkdocs.yml requirements.txt           | mkdocs  | site        | -m pip install --no-input --disable-pip-version-check --retries 2 -r requirements.txt",
        "mkdocs.yml docs/requirements.txt=a --hash=sha256:0 | mkdocs | site | --require-hashes -r docs/requirements.txt",
        "mkdocs.yml pyproject.toml=[project]   | mkdocs  | site        | install --no-input --disable-pip-version-check --retries 2 .",
        "mkdocs.yml pyproject.toml=[tool]      | mkdocs  | site        |",
        "mkdocs.yml pyproject.toml uv.lock     | mkdocs  | site        | uv sync --frozen --inexact --all-groups",
        "mkdocs.yml pyproject.toml poetry.lock | mkdocs  | site        | IN_PROJECT=true poetry install",
        "docs/conf.py=extensions               | sphinx  | _build/html |",
        "pelicanconf.py publishconf.py         | pelican | output      |"
      })
  void knowsASiteOfPython(String files, String framework, String output, String install) {
    var tree = new MapTree();
    for (var file :
        files.replace(": ", ":_").replace(" #", "_#").replace(" --", "_--").split(" ", -1)) {
      int equals = file.indexOf('=');
      var text = equals < 0 ? "" : file.substring(equals + 1).replace('_', ' ');
      tree.with(
          equals < 0 ? file : file.substring(0, equals), text.replace("site dir", "site_dir"));
    }

    var plan = build(tree);

    assertThat(plan.builder()).isEqualTo(Builder.PYTHON);
    assertThat(plan.framework()).isEqualTo(framework);
    assertThat(plan.product().outputs()).containsExactly(output);
    assertThat(plan.build()).contains("-m " + framework);
    if (install == null) {
      assertThat(plan.install()).isEmpty();
      assertThat(plan.build()).startsWith("python3 ");
    } else {
      assertThat(plan.install().orElseThrow().command()).contains(install);
      assertThat(plan.install().orElseThrow().fallback().orElseThrow().warning())
          .contains("Warning");
      assertThat(plan.build()).startsWith(".venv/bin/python ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "package.json",
        "slipway.toml",
        "netlify.toml",
        "vercel.json",
        "vite.config.ts",
        "pnpm-workspace.yaml",
        "pnpm-lock.yaml",
        "yarn.lock",
        ".nvmrc",
        ".tool-versions",
        "mkdocs.yml",
        "pyproject.toml",
        "requirements.txt",
        "config.toml",
        "angular.json"
      })
  void endsWithFilesThatAreHostile(String file) {
    for (var piece :
        new String[] {
          "[", "{", "{\"a\":", "a: ", "- ", "a = [", "\"", "'", "\n", "\u0000", "**/", "x"
        }) {
      for (int length : new int[] {500, 6000}) {
        decide(
            project("vite @angular/cli", "vite build")
                .with(file, piece.repeat(length / piece.length())));
        decide(new MapTree().with(file, piece.repeat(length / piece.length())));
      }
    }
    var noText = new byte[6000];
    Arrays.fill(noText, (byte) 0xFF);
    decide(project("vite", "vite build").withBytes(file, noText));
    decide(new MapTree().withBytes(file, noText));
  }

  private static void decide(MapTree tree) {
    try {
      assertThat(Detector.detect(tree).notes())
          .allSatisfy(note -> assertThat(note.chars().noneMatch(Character::isISOControl)).isTrue());
    } catch (DeploymentFailure e) {
      assertThat(e.reason().whatToDo()).isNotBlank();
    }
  }

  private static MapTree project(String packages, String script) {
    var dependencies =
        Arrays.stream(packages.split(" ", -1)).map("\"%s\": \"1\""::formatted).toList();
    return new MapTree()
        .with(
            "package.json",
            "{\"scripts\": {\"build\": \"%s\"}, \"dependencies\": {%s}}"
                .formatted(script, String.join(", ", dependencies)));
  }

  private static Plan.Build build(MapTree tree) {
    return (Plan.Build) Detector.detect(tree);
  }
}
