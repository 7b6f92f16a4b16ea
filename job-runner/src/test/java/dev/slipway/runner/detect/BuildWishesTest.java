package dev.slipway.runner.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.runner.build.Builder;
import dev.slipway.runner.detect.install.Install;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a repository says itself about how it is built.
final class BuildWishesTest {

  private static final String VITE =
      "{\"scripts\": {\"build\": \"vite build\"}, \"dependencies\": {\"vite\": \"7\"}}";

  @Test
  void overridesEachDecision() {
    var plan =
        build(
            new MapTree()
                .with("web/package.json", VITE)
                .withFiles("web/pnpm-lock.yaml")
                .with(
                    "slipway.toml",
                    """
                    [build]
                    root = "web"
                    install = "make deps"
                    command = "make site"
                    output = "www/"
                    framework = "astro"
                    node = "20"
                    package_manager = "yarn@4.1.0"
                    """));

    assertThat(plan.folder()).isEqualTo("web");
    assertThat(plan.install()).contains(new Install("web", "make deps", Optional.empty()));
    assertThat(plan.build()).isEqualTo("make site");
    assertThat(plan.product().outputs()).containsExactly("www");
    assertThat(plan.framework()).isEqualTo("astro");
    assertThat(plan.notes())
        .contains(
            "Root web, from root in slipway.toml.",
            "Install make deps, from install in slipway.toml.",
            "Command make site, from command in slipway.toml.",
            "Output www, from output in slipway.toml.")
        .anyMatch(note -> note.startsWith("Warning: node in slipway.toml asks for Node \"20\""))
        .anyMatch(note -> note.startsWith("Package manager yarn 4.1.0, from package_manager"));
  }

  @Test
  void readsTheFilesOfOtherPlatformsBelowOurs() {
    var tree =
        new MapTree()
            .with("web/package.json", VITE)
            .with(
                "vercel.json",
                """
                {"buildCommand": "vercel", "installCommand": "", "outputDirectory": "v",
                 "framework": "docusaurus-2"}
                """)
            .with(
                "netlify.toml",
                """
                [build]
                base = "/web/"
                command = "netlify"
                publish = "n"
                [build.environment]
                NODE_VERSION = "24"
                """)
            .with("slipway.toml", "[build]\noutput = \"s\"\n");

    var plan = build(tree);

    assertThat(plan.folder()).isEqualTo("web");
    assertThat(plan.build()).isEqualTo("netlify");
    assertThat(plan.install()).isEmpty();
    assertThat(plan.product().outputs()).containsExactly("s");
    assertThat(plan.framework()).isEqualTo("docusaurus");
    assertThat(plan.notes())
        .contains(
            "Root web, from base in netlify.toml.",
            "Command netlify, from command in netlify.toml.",
            "No install, from installCommand in vercel.json.",
            "Framework docusaurus, from framework in vercel.json.",
            "NODE_VERSION in netlify.toml asks for Node \"24\"; the builder has Node 24.");
  }

  @Test
  void servesAFolderAsItIsWhenNothingIsToBeBuilt() {
    var tree =
        new MapTree()
            .with("package.json", VITE)
            .withFiles("www/a.html")
            .with("slipway.toml", "[build]\ncommand = \"\"\noutput = \"www\"");

    assertThat(Detector.detect(tree)).isInstanceOf(Plan.StaticSite.class);
    assertThat(((Plan.StaticSite) Detector.detect(tree)).output()).isEqualTo("www");
  }

  @Test
  void runsACommandInAFolderOfWhichNothingIsKnown() {
    var tree = new MapTree().with("slipway.toml", "[build]\ncommand = \"./make\"\noutput = \".\"");

    var plan = build(tree);

    assertThat(plan.builder()).isEqualTo(Builder.NODE);
    assertThat(plan.install()).isEmpty();
    assertThat(plan.product().outputs()).containsExactly(".");
    tree.withFiles("requirements.txt");
    assertThat(build(tree).builder()).isEqualTo(Builder.PYTHON);
  }

  @Test
  void runsTheLinesForPythonInAnEnvironmentOfTheirOwn() {
    var tree =
        new MapTree()
            .with("mkdocs.yml", "site_name: x")
            .with(
                "slipway.toml",
                """
                [build]
                install = "pip install x"
                command = "mkdocs build"
                """);

    var plan = build(tree);

    assertThat(plan.install().orElseThrow().command())
        .startsWith("python3 -m venv ")
        .endsWith(" && pip install x");
    assertThat(plan.build()).startsWith(". .venv/bin/activate && ").endsWith(" && mkdocs build");
  }

  @Test
  void makesNoEnvironmentOfPythonWhereNothingIsToBeInstalled() {
    var tree =
        new MapTree()
            .withFiles("mkdocs.yml", "requirements.txt")
            .with("slipway.toml", "[build]\ninstall = \"\"\ncommand = \"mkdocs build\"\n");

    var plan = build(tree);

    assertThat(plan.install()).isEmpty();
    assertThat(plan.build()).isEqualTo("mkdocs build");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[build]\\ncomand = 'x' | In slipway.toml, line 2, there is \"comand\" in [build], which means nothing. In [build] there may be root, install, command, output, start, framework, node, package_manager.",
        "build = 1 | In slipway.toml, line 1, \"build\" is no table. Write it as [build], with one setting on each line below it.",
        "[build]\\nroot = 'nowhere' | In slipway.toml, line 2, \"root\" in [build] is \"nowhere\". It may be a folder of the repository, such as \"apps/web\".",
        "[build]\\nroot = '../x' | In slipway.toml, line 2, \"root\" in [build] is \"../x\". It may be a folder of the repository, such as \"apps/web\".",
        "[build]\\n\\noutput = '/etc' | In slipway.toml, line 3, \"output\" in [build] is \"/etc\". It may be a folder inside the root of the project, such as \"dist\".",
        "[build]\\ncommand = 1 | In slipway.toml, line 2, \"command\" in [build] is no such value. It may be a line of up to 1000 characters for the shell of the builder, or \"\" for none.",
        "[build]\\nnode = '`id`' | In slipway.toml, line 2, \"node\" in [build] is \"`id`\". It may be a version of Node or a range of them, such as \"24\" or \">=22\".",
        "[build]\\npackage_manager = 'pip' | In slipway.toml, line 2, \"package_manager\" in [build] is \"pip\". It may be npm, pnpm, yarn or bun, with or without a version: \"pnpm@10.2.0\"."
      })
  void refusesWhatMeansNothing(String text, String reason) {
    var tree =
        new MapTree()
            .withFiles("index.html")
            .with("slipway.toml", text.replace("\\n", "\n").replace('\'', '"'));

    assertThatThrownBy(() -> Detector.detect(tree))
        .isInstanceOfSatisfying(
            DeploymentFailure.class,
            failure -> assertThat(failure.reason().text()).isEqualTo(reason));
  }

  @Test
  void namesTheFrameworksThatThereAre() {
    var tree = new MapTree().with("slipway.toml", "[build]\nframework = \"vit\"");

    assertThatThrownBy(() -> Detector.detect(tree))
        .hasMessageContaining("\"vit\"")
        .hasMessageContaining("one of none, ")
        .hasMessageContaining("vitepress");
  }

  private static Plan.Build build(MapTree tree) {
    return (Plan.Build) Detector.detect(tree);
  }
}
