package dev.slipway.runner.detect;

import static dev.slipway.runner.checkout.Refused.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.runner.build.Builder;
import dev.slipway.runner.detect.install.Install;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which projects are taken for servers, and how those are built and started.
final class AppDetectionTest {

  private static final String EXPRESS =
      "{\"scripts\": {\"start\": \"node server.js\"}, \"dependencies\": {\"express\": \"5\"}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "express           | node server.js       | express",
        "fastify           | node dist/server.js  | fastify",
        "@nestjs/core      | node dist/main       | nestjs",
        "koa               | node index.js        | koa",
        "@hono/node-server | node index.js        | hono",
        "next              | next start           | nextjs"
      })
  void startsAServerOfNodeByItsScript(String dependency, String start, String framework) {
    var tree =
        new MapTree()
            .with(
                "package.json",
                "{\"scripts\": {\"start\": \"%s\"}, \"dependencies\": {\"%s\": \"1\"}}"
                    .formatted(start, dependency));

    var app = app(tree);

    assertThat(app.app().start()).isEqualTo(start);
    assertThat(app.framework()).isEqualTo(framework);
    assertThat(app.build().builder()).isEqualTo(Builder.NODE);
    assertThat(app.notes())
        .contains(
            "App %s, from package.json. It is started by: %s".formatted(framework, start),
            "An image is made of it, which Slipway keeps and does not run.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "package-lock.json | npm ci                           | npm run build && npm prune --omit=dev && node --version",
        "pnpm-lock.yaml    | pnpm install --frozen-lockfile   | pnpm run build && pnpm prune --prod && rm -f node_modules/.modules.yaml node_modules/.pnpm-workspace-state.json node_modules/.pnpm-workspace-state-v1.json && node --version",
        "yarn.lock         | yarn install --frozen-lockfile   | yarn run build && yarn install --production --frozen-lockfile --ignore-scripts --prefer-offline && node --version",
        "bun.lock          | bun install --frozen-lockfile    | bun run build && node --version"
      })
  void installsBuildsAndTakesPackagesForDevelopmentAway(String lock, String install, String build) {
    var tree =
        new MapTree()
            .with("package.json", EXPRESS.replace("{\"start\"", "{\"build\": \"tsc\", \"start\""))
            .withFiles(lock);

    var app = app(tree);

    assertThat(app.build().install()).map(Install::command).contains(install);
    assertThat(app.build().build()).isEqualTo(build);
    assertThat(app.build().product().outputs()).containsExactly(".");
  }

  @Test
  void installsNothingForAServerThatNeedsNothing() {
    var app = app(new MapTree().with("package.json", "{}").withFiles("server.js"));

    assertThat(app.app().start()).isEqualTo("node server.js");
    assertThat(app.build().install()).isEmpty();
    assertThat(app.build().build()).isEqualTo("node --version");
  }

  @Test
  void startsTheProgramThatThePackageNames() {
    var tree =
        new MapTree()
            .with("package.json", "{\"main\": \"api.js\", \"dependencies\": {\"koa\": \"3\"}}")
            .withFiles("api.js");

    assertThat(app(tree).app().start()).isEqualTo("node api.js");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Flask==3.1       | app.py      | python3 -m flask --app app run --host 0.0.0.0 --port $PORT | flask",
        "flask, gunicorn  | wsgi.py     | gunicorn --bind 0.0.0.0:$PORT wsgi:app                     | flask",
        "fastapi, uvicorn | app/main.py | uvicorn app.main:app --host 0.0.0.0 --port $PORT           | fastapi",
        "Django>=5        | manage.py   | python3 manage.py runserver --noreload 0.0.0.0:$PORT       | django"
      })
  void knowsServersOfPythonByWhatTheyNeed(
      String needs, String file, String start, String framework) {
    var tree =
        new MapTree().with("requirements.txt", needs.replace(", ", "\n") + "\n").withFiles(file);

    var app = app(tree);

    assertThat(app.app().start()).isEqualTo(start);
    assertThat(app.framework()).isEqualTo(framework);
    assertThat(app.build().builder()).isEqualTo(Builder.PYTHON);
    assertThat(app.build().install())
        .map(Install::command)
        .hasValueSatisfying(
            line -> assertThat(line).endsWith("--target .python_packages -r requirements.txt"));
  }

  @Test
  void knowsAServerOfPythonByItsManifest() {
    var tree =
        new MapTree()
            .with("pyproject.toml", "[project]\nname = 'a'\ndependencies = ['Flask>=3']\n")
            .withFiles("main.py");

    var app = app(tree);

    assertThat(app.framework()).isEqualTo("flask");
    assertThat(app.build().install())
        .map(Install::command)
        .hasValueSatisfying(line -> assertThat(line).endsWith("--target .python_packages ."));
  }

  @Test
  void startsWhatAProcfileSays() {
    var tree =
        new MapTree()
            .with("Procfile", "release: ./migrate\nweb: gunicorn shop.wsgi --bind 0.0.0.0:$PORT\n")
            .with("requirements.txt", "gunicorn\n");

    assertThat(app(tree).app().start()).isEqualTo("gunicorn shop.wsgi --bind 0.0.0.0:$PORT");
  }

  @Test
  void takesAProgramThatListensForAServerWhereThereIsNoSite() {
    var program = "import sys\nfrom http.server import HTTPServer\n";

    assertThat(app(new MapTree().with("server.py", program)).app().start())
        .isEqualTo("python3 server.py");
    assertThat(Detector.detect(new MapTree().with("server.py", program).withFiles("index.html")))
        .isInstanceOf(Plan.StaticSite.class);
  }

  @Test
  void leavesASiteASiteWhereTheProjectHasOne() {
    var express = new MapTree().with("package.json", EXPRESS);
    var vite =
        new MapTree()
            .with(
                "package.json",
                "{\"scripts\": {\"build\": \"vite build\", \"start\": \"node x.js\"},"
                    + " \"dependencies\": {\"express\": \"5\", \"vite\": \"7\"}}");
    var told =
        new MapTree()
            .with("package.json", EXPRESS)
            .with("slipway.toml", "[build]\noutput = 'public'\n")
            .withFiles("public/index.html");

    assertThat(Detector.detect(express.withFiles("index.html")))
        .isInstanceOf(Plan.StaticSite.class);
    assertThat(Detector.detect(vite)).isInstanceOf(Plan.Build.class);
    assertThat(Detector.detect(told)).isInstanceOf(Plan.StaticSite.class);
  }

  @Test
  void isTheAppThatTheSettingsSay() {
    var tree =
        new MapTree()
            .with(
                "slipway.toml",
                "[build]\nstart = 'python3 -m shop'\ncommand = 'make'\ninstall = ''\n")
            .with("requirements.txt", "x\n")
            .withFiles("index.html");

    var app = app(tree);

    assertThat(app.app().command()).containsExactly("python3", "-m", "shop");
    assertThat(app.build().builder()).isEqualTo(Builder.PYTHON);
    assertThat(app.build().install()).isEmpty();
    assertThat(app.build().build()).isEqualTo("make");
    assertThat(app.notes()).contains("Start python3 -m shop, from start in slipway.toml.");
  }

  @Test
  void saysThatADockerfileIsNotUsed() {
    var beside = new MapTree().with("package.json", EXPRESS).withFiles("Dockerfile");
    var alone = new MapTree().withFiles("Dockerfile");

    assertThat(app(beside).notes()).contains("Dockerfile is not used for that.");
    assertThatThrownBy(() -> Detector.detect(alone))
        .satisfies(refusedWith("server-app"))
        .hasMessageContaining("outside the sandbox of builds");
  }

  @Test
  void refusesAServerInAWorkspaceWhosePackagesLieElsewhere() {
    var tree =
        new MapTree()
            .with("package.json", "{\"workspaces\": [\"apps/*\"]}")
            .with("apps/api/package.json", EXPRESS)
            .with("slipway.toml", "[build]\nroot = 'apps/api'\n");

    assertThatThrownBy(() -> Detector.detect(tree))
        .satisfies(refusedWith("app-in-workspace"))
        .hasMessageContaining("apps/api");
  }

  private static Plan.App app(MapTree tree) {
    assertThat(Detector.detect(tree)).isInstanceOf(Plan.App.class);
    return (Plan.App) Detector.detect(tree);
  }
}
