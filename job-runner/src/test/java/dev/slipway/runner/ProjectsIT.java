package dev.slipway.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.Artifact;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.runner.build.Remains;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the real program on a real database and the real builder images, with projects that are
/// neither plain nor one package of Node: from the repository to the files of the artifact.
final class ProjectsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final String NUMBER_DIGEST =
      "sha512-41Cifkg6e8TylSpdtTpeLVMqvSBEVzTttHvERD741+pnZ8ANv0004MRL43QKPDlK9cGvNp6NZWZUBlbGXYxxng==";
  private static final String SITE_BUILD =
      """
      const fs = require('fs');
      const words = [require('greeting'), require('is-number')('5')];
      fs.mkdirSync('dist');
      fs.writeFileSync('dist/index.html', `<p>${words.join(' ')}</p>`);
      """;

  @TempDir private Path folder;
  private TestPlatform platform;
  private Remains remains;

  @BeforeEach
  void startPlatform() throws IOException {
    platform = new TestPlatform(folder);
    remains = new Remains(platform.instance);
  }

  @AfterEach
  void stopPlatform() {
    remains.close();
    platform.close();
  }

  @Test
  void buildsASiteOfMkDocs() throws IOException, InterruptedException, TimeoutException {
    var deployment =
        deploy(
            Map.of(
                "mkdocs.yml", "site_name: Harbour\nsite_dir: out\n",
                "docs/index.md", "# Ships\n\nThey *arrive*.\n",
                "docs/about/us.md", "# About us\n"));

    assertThat(file(deployment, "index.html"))
        .contains("<title>Harbour</title>", "<p>They <em>arrive</em>.</p>");
    assertThat(file(deployment, "about/us/index.html")).contains("About us");
    assertThat(file(deployment, "search/search_index.json")).contains("\"Ships\"");
    assertThat(log(deployment))
        .containsSubsequence(
            "==> Framework mkdocs, from mkdocs.yml.",
            "==> Nothing says which packages of Python it needs: the MkDocs of the builder is used.",
            "==> python3 -m mkdocs build --clean");
  }

  @Test
  void buildsASiteOfSphinx() throws IOException, InterruptedException, TimeoutException {
    var deployment =
        deploy(
            Map.of(
                "docs/conf.py", "project = 'Harbour'\nextensions = ['sphinx.ext.autodoc']\n",
                "docs/index.rst", "Ships\n=====\n\nThey *arrive*.\n\n.. toctree::\n\n   about\n",
                "docs/about.rst", "About us\n========\n"));

    assertThat(file(deployment, "index.html")).contains("<p>They <em>arrive</em>.</p>");
    assertThat(file(deployment, "about.html")).contains("About us");
    assertThat(file(deployment, "_static/documentation_options.js")).contains("DOCUMENTATION");
    assertThat(log(deployment))
        .containsSubsequence(
            "==> Framework sphinx, from docs/conf.py.",
            "==> python3 -m sphinx -b html docs _build/html");
  }

  @Test
  void buildsASiteOfPelican() throws IOException, InterruptedException, TimeoutException {
    var deployment =
        deploy(
            Map.of(
                "pelicanconf.py",
                    "SITENAME = 'Harbour'\nPATH = 'content'\nTIMEZONE = 'UTC'\nFEED_ALL_ATOM = None\n",
                "publishconf.py", "from pelicanconf import *\nSITENAME = 'Harbour, published'\n",
                "content/ships.md", "Title: Ships\nDate: 2026-11-01\n\nThey *arrive*.\n"));

    assertThat(file(deployment, "index.html")).contains("Harbour, published", "ships.html");
    assertThat(file(deployment, "ships.html")).contains("<em>arrive</em>");
    assertThat(log(deployment))
        .containsSubsequence(
            "==> Framework pelican, from publishconf.py.",
            "==> python3 -m pelican -s publishconf.py -o output");
  }

  @Test
  void buildsOnePackageOfAWorkspaceOfPnpm()
      throws IOException, InterruptedException, TimeoutException {
    var files = workspace("workspace:*");
    files.put("package.json", "{\"private\": true}");
    files.put("pnpm-workspace.yaml", "packages:\n  - apps/*\n  - packages/*\n");
    files.put(
        "pnpm-lock.yaml",
        """
        lockfileVersion: '9.0'
        settings:
          autoInstallPeers: true
          excludeLinksFromLockfile: false
        importers:
          .: {}
          apps/web:
            dependencies:
              greeting:
                specifier: workspace:*
                version: link:../../packages/greeting
              is-number:
                specifier: 7.0.0
                version: 7.0.0
          packages/greeting: {}
        packages:
          is-number@7.0.0:
            resolution: {integrity: %s}
        snapshots:
          is-number@7.0.0: {}
        """
            .formatted(NUMBER_DIGEST));

    var deployment = deploy(files);

    assertThat(file(deployment, "index.html")).isEqualTo("<p>hello true</p>");
    assertThat(log(deployment))
        .containsSubsequence(
            "==> It is installed in the repository, the root of its workspace (pnpm-workspace.yaml).",
            "==> Package manager pnpm, from pnpm-lock.yaml.",
            "==> .nvmrc asks for Node \"24\"; the builder has Node 24.",
            "==> pnpm install --frozen-lockfile",
            "==> pnpm run build")
        .noneMatch(line -> line.contains("Warning"));
  }

  @Test
  void buildsOnePackageOfAWorkspaceOfNpm()
      throws IOException, InterruptedException, TimeoutException {
    var files = workspace("*");
    files.put("package.json", "{\"private\": true, \"workspaces\": [\"apps/*\", \"packages/*\"]}");
    files.put(
        "package-lock.json",
        """
        {"lockfileVersion": 3, "requires": true, "packages": {
          "": {"workspaces": ["apps/*", "packages/*"]},
          "apps/web": {"dependencies": {"greeting": "*", "is-number": "7.0.0"}},
          "packages/greeting": {"version": "1.0.0"},
          "node_modules/web": {"resolved": "apps/web", "link": true},
          "node_modules/greeting": {"resolved": "packages/greeting", "link": true},
          "node_modules/is-number": {"version": "7.0.0", "integrity": "%s"}}}
        """
            .formatted(NUMBER_DIGEST));

    var deployment = deploy(files);

    assertThat(file(deployment, "index.html")).isEqualTo("<p>hello true</p>");
    assertThat(log(deployment))
        .containsSubsequence(
            "==> It is installed in the repository, the root of its workspace (workspaces in"
                + " package.json).",
            "==> Package manager npm, from package-lock.json.",
            "==> npm ci",
            "==> npm run build")
        .noneMatch(line -> line.contains("Warning"));
  }

  /// Returns a site that needs another package of its workspace and one of the registry.
  private static Map<String, String> workspace(String version) {
    return new HashMap<>(
        Map.of(
            "slipway.toml",
            "[build]\nroot = \"apps/web\"\n",
            ".nvmrc",
            "24\n",
            "apps/web/package.json",
            """
            {"name": "web", "private": true, "scripts": {"build": "node build.js"},
             "dependencies": {"greeting": "%s", "is-number": "7.0.0"}}
            """
                .formatted(version),
            "apps/web/build.js",
            SITE_BUILD,
            "packages/greeting/package.json",
            "{\"name\": \"greeting\", \"version\": \"1.0.0\"}",
            "packages/greeting/index.js",
            "module.exports = 'hello';"));
  }

  private Deployment deploy(Map<String, String> files)
      throws IOException, InterruptedException, TimeoutException {
    var queued = platform.queue(platform.repository(files));
    try (var runner = platform.start()) {
      assertThat(runner.exitCode(PATIENCE)).as(runner.errors()).isZero();
    }
    var deployment = platform.deployment(queued.id());
    assertThat(deployment.state()).as(platform.log(deployment)).isEqualTo(DeploymentState.READY);
    return deployment;
  }

  private List<String> log(Deployment deployment) {
    return platform.log(deployment).lines().toList();
  }

  private String file(Deployment deployment, String path) {
    var tar = platform.artifacts.find(deployment.artifact().orElseThrow()).orElseThrow();
    try (var artifact = Artifact.open(tar)) {
      return UTF_8.decode(artifact.read(artifact.file(path).orElseThrow().plain())).toString();
    }
  }
}
