package dev.slipway.runner.detect;

import static dev.slipway.runner.checkout.Refused.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.runner.detect.Plan.Build;
import dev.slipway.runner.detect.Plan.StaticSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DetectorTest {

  @ParameterizedTest
  @CsvSource({
    "index.html, ''",
    "public/index.html, public",
    "dist/index.html, dist",
    "docs/index.html, docs",
    "site/index.html, site"
  })
  void servesAPlainSiteFromWhereItsPageIs(String page, String output) {
    var plan = Detector.detect(new MapTree().withFiles(page, "README.md", "docs/guide.md"));

    assertThat(plan).isInstanceOf(StaticSite.class);
    assertThat(((StaticSite) plan).output()).isEqualTo(output);
    assertThat(plan.framework()).isEqualTo("static");
    assertThat(plan.notes()).singleElement().asString().contains(page);
  }

  @Test
  void prefersTheRoot() {
    var plan = Detector.detect(new MapTree().withFiles("public/index.html", "index.html"));

    assertThat(((StaticSite) plan).output()).isEmpty();
  }

  @Test
  void saysWhatItLooksForWhenThereIsNothing() {
    assertThatThrownBy(() -> Detector.detect(new MapTree().withFiles("README.md", "src/main.py")))
        .satisfies(refusedWith("nothing-to-deploy", "index.html", "public", "package.json"));
  }

  @Test
  void servesACommittedPageIfThereIsNoBuildScript() {
    var tree =
        new MapTree()
            .with("package.json", "{\"scripts\": {\"start\": \"serve\"}}")
            .withFiles("public/index.html");

    var plan = Detector.detect(tree);

    assertThat(((StaticSite) plan).output()).isEqualTo("public");
    assertThat(plan.notes()).anyMatch(note -> note.contains("no script called build"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"scripts\": {}}",
        "{\"scripts\": \"build\"}",
        "{\"scripts\": {\"build\": \" \"}}",
        "{\"scripts\": {\"build\": [\"vite\"]}}"
      })
  void refusesAPackageWithoutABuildScript(String manifest) {
    var tree = new MapTree().with("package.json", manifest).withFiles("src/index.html");

    assertThatThrownBy(() -> Detector.detect(tree))
        .satisfies(refusedWith("no-build-script", "package.json", "scripts"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": 1, \"b\": }| line 1",
        "{| package.json",
        "''| package.json",
        "[1]| not a JSON object",
        "{} {}| line 1",
        "{\"a\": [1, 2,]}| column"
      })
  void saysWhereAPackageJsonIsMalformed(String text, String where) {
    var tree = new MapTree().with("package.json", text);

    assertThatThrownBy(() -> Detector.detect(tree))
        .satisfies(refusedWith("malformed-json", "package.json", where));
  }

  @Test
  void countsTheLinesOfAPackageJsonThatIsMalformed() {
    var tree = new MapTree().with("package.json", "{\n  \"scripts\": {\n    oops\n  }\n}\n");

    assertThatThrownBy(() -> Detector.detect(tree))
        .satisfies(refusedWith("malformed-json", "line 3"));
  }

  @Test
  void refusesAPackageJsonThatIsTooLarge() {
    var tree = new MapTree().with("package.json", " ".repeat((1 << 20) + 1));

    assertThatThrownBy(() -> Detector.detect(tree)).hasMessageContaining("file-too-large");
  }

  @ParameterizedTest
  @CsvSource({
    "vite, vite, dist, true",
    "react-scripts, create-react-app, build, true",
    "astro, astro, dist, false",
    "vitepress, vitepress, docs/.vitepress/dist, false",
    "@11ty/eleventy, eleventy, _site, false",
    "gatsby, gatsby, public, false",
    "@docusaurus/core, docusaurus, build, false",
    "nuxt, nuxtjs, .output/public, false",
    "next, nextjs, out, false",
    "@sveltejs/kit, sveltekit, build, false",
    "@vue/cli-service, vue, dist, true",
    "parcel, parcel, dist, false",
    "webpack, webpack, dist, false",
    "left-pad, node, dist, false"
  })
  void knowsAFrameworkByWhatThePackageDependsOn(
      String dependency, String framework, String output, boolean singlePage) {
    var plan = build(new MapTree(), "\"devDependencies\": {\"%s\": \"1\"}".formatted(dependency));

    assertThat(plan.framework()).isEqualTo(framework);
    assertThat(plan.product().outputs()).first().isEqualTo(output);
    assertThat(plan.product().singlePage()).isEqualTo(singlePage);
    assertThat(plan.notes()).first().asString().contains("package.json");
  }

  @Test
  void takesTheFrameworkAndNotWhatItIsBuiltOn() {
    var plan =
        build(new MapTree(), "\"dependencies\": {\"vite\": \"7\", \"@sveltejs/kit\": \"2\"}");

    assertThat(plan.framework()).isEqualTo("sveltekit");
  }

  @Test
  void looksInTheUsualFoldersAfterThoseOfTheFramework() {
    var vite = build(new MapTree(), "\"dependencies\": {\"vite\": \"7\"}");
    var other = build(new MapTree(), "\"dependencies\": {}");

    assertThat(vite.product().publicFolder()).contains("public");
    assertThat(vite.product().outputs()).containsExactly("dist", "build", "out", "_site");
    assertThat(other.product().outputs())
        .containsExactly("dist", "build", "out", "public", "_site");
  }

  @Test
  void doesNotTakeAFolderOfSourcesForTheOutput() {
    var tree = new MapTree().withFiles("build/webpack.config.js", "public/index.html");

    assertThat(build(tree, "\"dependencies\": {}").product().outputs())
        .containsExactly("dist", "out", "public", "_site");
  }

  @Test
  void findsTheFoldersOfAngularsProjects() {
    var tree =
        new MapTree()
            .with(
                "angular.json",
                """
                {"projects": {
                  "shop": {"architect": {"build": {"options": {}}}},
                  "old": {"architect": {"build": {"options": {"outputPath": "www/old"}}}},
                  "new": {"architect": {"build": {"options": {"outputPath": {"base": "out"}}}}},
                  "../../etc": {},
                  "evil": {"architect": {"build": {"options": {"outputPath": "/etc"}}}}
                }}
                """);

    assertThat(build(tree, "\"dependencies\": {\"@angular/cli\": \"20\"}").product().outputs())
        .containsSubsequence(
            "dist/shop/browser", "dist/shop", "www/old/browser", "www/old", "out/browser", "out")
        .noneMatch(folder -> folder.contains("etc"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "next| next build| next.config.mjs| export default { reactStrictMode: true }| true",
        "next| next build| next.config.mjs| export default { output: 'export' }| false",
        "next| next build| next.config.ts| const c = { output : \"export\" }| false",
        "@sveltejs/kit| vite build| x| x| true",
        "nuxt| nuxt build| x| x| true",
        "nuxt| nuxt generate| x| x| false"
      })
  void saysThatAFrameworkIsSetUpForAServer(
      String dependency, String script, String file, String content, boolean said) {
    var tree =
        new MapTree()
            .with(file, content)
            .with(
                "package.json",
                "{\"scripts\": {\"build\": \"%s\"}, \"dependencies\": {\"%s\": \"1\"}}"
                    .formatted(script, dependency));

    assertThat(Detector.detect(tree).notes().stream().anyMatch(n -> n.contains("makes a server")))
        .isEqualTo(said);
  }

  private static Build build(MapTree tree, String more) {
    tree.with("package.json", "{\"scripts\": {\"build\": \"x\"}, %s}".formatted(more));
    return (Build) Detector.detect(tree);
  }
}
