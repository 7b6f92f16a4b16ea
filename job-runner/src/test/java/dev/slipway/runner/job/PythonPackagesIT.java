package dev.slipway.runner.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.Artifact;
import dev.slipway.core.job.Publication;
import dev.slipway.runner.build.Engine;
import dev.slipway.runner.build.Remains;
import dev.slipway.runner.checkout.FixtureRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What projects of Python need is installed by the real pip in the real builder image, from an
/// index of their own: a plugin of MkDocs without which the site can't be built.
final class PythonPackagesIT {

  private static final String PLUGIN =
      """
      from mkdocs.plugins import BasePlugin
      class Greeting(BasePlugin):
          def on_page_content(self, html, **rest):
              return html + '<p>Greetings from a plugin</p>'
      """;
  private static final String MANIFEST =
      """
      [build-system]
      requires = ["setuptools"]
      build-backend = "setuptools.build_meta"
      [project]
      name = "site"
      version = "1.0"
      requires-python = ">=3.9"
      [project.optional-dependencies]
      docs = ["greeting"]
      [tool.setuptools]
      py-modules = []
      """;

  /// Installs what the lock file names, by the program's own name and in its own environment.
  private static final String TOOL =
      """
      import subprocess, sys, tomllib
      def main():
          name = sys.argv[0].split('/')[-1]
          print(name, 'in', sys.prefix, 'with', ' '.join(sys.argv[1:]))
          for package in tomllib.load(open(name + '.lock', 'rb'))['package']:
              subprocess.check_call(['.venv/bin/python', '-m', 'pip', 'install', package['name']])
      """;

  @TempDir private Path folder;
  private final PythonIndex index = new PythonIndex();
  private JobTrial trial;
  private Remains remains;
  private String digest;

  @BeforeEach
  void offerThePlugin() {
    trial = new JobTrial(folder);
    trial.engine = Engine.address(System.getenv());
    PythonIndex.SETTINGS.forEach(trial.variables::plain);
    trial.variables.plain("PIP_NO_BUILD_ISOLATION", "0"); // which means that there is none
    remains = new Remains(trial.instance);
    digest = index.add("greeting", PLUGIN, "[mkdocs.plugins]\ngreeting = greeting:Greeting\n");
  }

  @AfterEach
  void remove() {
    remains.close();
  }

  @Test
  void installsExactlyWhatTheHashesOfTheRequirementsSay() throws IOException, InterruptedException {
    deploy(
        Map.of(
            "requirements.txt",
            "greeting==1.0 --hash=sha256:" + digest + "\n",
            ".python-version",
            "3.13\n"));

    assertThat(page()).contains("Hello", "Greetings from a plugin");
    assertThat(trial.log())
        .containsSubsequence(
            "==> Framework mkdocs, from mkdocs.yml.",
            "==> Python packages exactly as requirements.txt says.",
            "==> Warning: .python-version asks for Python \"3.13\", but the builder has Python"
                + " 3.11.2, which may not do.",
            "Successfully installed greeting-1.0",
            "==> .venv/bin/python -m mkdocs build --clean");
  }

  @Test
  void installsNothingThatHasAnotherHash() throws IOException, InterruptedException {
    deploy(Map.of("requirements.txt", "greeting==1.0 --hash=sha256:" + "0".repeat(64) + "\n"));

    assertThat(trial.queue.recorded).endsWith("failed build-failed");
    assertThat(String.join("\n", trial.log()))
        .contains(
            "THESE PACKAGES DO NOT MATCH THE HASHES",
            "==> Warning: what requirements.txt asks for can't be installed. The MkDocs of the"
                + " builder is used instead")
        .doesNotContain("Successfully installed");
  }

  @Test
  void installsTheProjectWithItsExtraForDocumentation() throws IOException, InterruptedException {
    deploy(Map.of("pyproject.toml", MANIFEST));

    assertThat(page()).contains("Greetings from a plugin");
    assertThat(trial.log())
        .contains(
            "==> Python packages from pyproject.toml, of which it leaves the exact versions open.",
            "==> requires-python in pyproject.toml asks for Python \">=3.9\"; the builder has"
                + " Python 3.11.2.",
            "Successfully installed greeting-1.0 site-1.0");
  }

  @Test
  void givesTheRepositorysOwnLinesAPipThatInstallsAndProgramsThatSeeIt()
      throws IOException, InterruptedException {
    deploy(
        Map.of(
            "slipway.toml",
            """
            [build]
            install = "pip install greeting"
            command = "mkdocs build -d made"
            output = "made"
            """));

    assertThat(page()).contains("Greetings from a plugin");
  }

  @ParameterizedTest
  @CsvSource({
    "uv, sync --frozen --inexact --all-groups --extra docs",
    "poetry, install --no-interaction --extras docs"
  })
  void runsTheProgramOfTheLockFileApartFromTheProject(String tool, String arguments)
      throws IOException, InterruptedException {
    index.add(tool, TOOL, "[console_scripts]\n%s = %s:main\n".formatted(tool, tool));

    deploy(
        Map.of(
            "pyproject.toml",
            MANIFEST,
            tool + ".lock",
            "version = 1\n[[package]]\nname = \"greeting\"\nversion = \"1.0\"\n"));

    assertThat(page()).contains("Greetings from a plugin");
    assertThat(trial.log())
        .contains("==> Python packages exactly as %s.lock says.".formatted(tool))
        .containsSubsequence(
            "Successfully installed %s-1.0".formatted(tool), "Successfully installed greeting-1.0")
        .contains(tool + " in /tmp/tools with " + arguments);
  }

  private void deploy(Map<String, String> files) throws IOException, InterruptedException {
    try (var repository = FixtureRepository.in(folder.resolve("site.git"))) {
      var blobs = new TreeMap<String, ObjectId>();
      for (var file : index.files.entrySet()) {
        blobs.put(file.getKey(), repository.blob(file.getValue()));
      }
      for (var file : files.entrySet()) {
        blobs.put(file.getKey(), repository.blob(file.getValue()));
      }
      blobs.put("mkdocs.yml", repository.blob("site_name: Site\nplugins: [greeting]\n"));
      blobs.put("docs/index.md", repository.blob("# Hello\n"));
      repository.commit("main", repository.treeOf(blobs));
      trial.on(repository.url()).run();
    }
  }

  private String page() {
    assertThat(trial.queue.published).as(String.join("\n", trial.log())).isPresent();
    var artifactDigest = trial.queue.published.map(Publication::artifact).orElseThrow();
    try (var artifact = Artifact.open(trial.artifacts.find(artifactDigest).orElseThrow())) {
      var body = artifact.file("index.html").orElseThrow().plain();
      return UTF_8.decode(artifact.read(body)).toString();
    }
  }
}
