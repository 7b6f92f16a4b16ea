package dev.slipway.runner.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.build.Trust;
import dev.slipway.core.job.Claim;
import dev.slipway.core.job.JobId;
import dev.slipway.core.project.ProjectId;
import dev.slipway.runner.build.BuildStep.Phase;
import dev.slipway.runner.detect.MapTree;
import dev.slipway.runner.detect.file.ProjectFolder;
import dev.slipway.runner.detect.install.Install;
import dev.slipway.runner.detect.install.Installer;
import dev.slipway.runner.log.BuildLog;
import dev.slipway.runner.log.RecordingLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Builds in the real builder image, with packages of the real registry.
final class NodeBuildIT {

  private static final String PACKAGE =
      """
      {"name": "site", "version": "1.0.0", "private": true,
       "scripts": {"build": "node build.js"},
       "dependencies": {"is-number": "7.0.0"}}
      """;
  private static final String LOCK =
      """
      {"name": "site", "version": "1.0.0", "lockfileVersion": 3, "requires": true,
       "packages": {
         "": {"name": "site", "version": "1.0.0", "dependencies": {"is-number": "7.0.0"}},
         "node_modules/is-number": {
           "version": "7.0.0",
           "integrity": "sha512-41Cifkg6e8TylSpdtTpeLVMqvSBEVzTttHvERD741+pnZ8ANv0004MRL43QKPDlK9cGvNp6NZWZUBlbGXYxxng=="}}}
      """;
  private static final String BUILD =
      """
      const fs = require('fs');
      const isNumber = require('is-number');
      fs.mkdirSync('dist');
      fs.writeFileSync('dist/index.html', `<p>${isNumber('5')} ${process.env.NODE_ENV}</p>`);
      console.log('built for', process.env.SITE);
      """;

  private final Engine engine = Engine.connect(Engine.address(System.getenv()));
  private final String instance = "test-" + UUID.randomUUID();
  private final BuildScope scope =
      new BuildScope(
          instance,
          new Claim(new JobId(UUID.randomUUID()), 1),
          new ProjectId(UUID.randomUUID()),
          Trust.PRODUCTION);

  @AfterEach
  void remove() {
    new Reaper(engine, instance).reap(Set::of);
    engine.remove(
        "remove the cache", () -> engine.client().removeVolumeCmd(scope.cacheVolume()).exec());
    engine.close();
  }

  @Test
  void installsAndBuildsWithNpm() throws InterruptedException, IOException {
    var written = new RecordingLog();
    var request =
        request(
            Map.of(
                "web/package.json", PACKAGE, "web/package-lock.json", LOCK, "web/build.js", BUILD));

    try (var log = new BuildLog(written, BuildLimits.USUAL_LOG_BYTES);
        var outcome = new ContainerBuild(engine).run(request, log)) {

      assertThat(outcome.outputs()).containsExactly("dist");
      assertThat(index(outcome)).isEqualTo("<p>true production</p>");
    }
    assertThat(written.lines()).contains("==> npm ci", "==> npm run build", "built for me");
    assertThat(written.text()).contains("added 1 package").doesNotContain("npm warn");
  }

  @Test
  void givesAPreviewThePackagesOfProductionSoThatItNeedNotDownloadThem()
      throws InterruptedException, IOException {
    var files =
        Map.of("web/package.json", PACKAGE, "web/package-lock.json", LOCK, "web/build.js", BUILD);
    var offline = new Install("web", "npm ci --offline", Optional.empty());
    var claim = new Claim(new JobId(UUID.randomUUID()), 1);
    var preview = new BuildScope(instance, claim, scope.cache().project(), Trust.PREVIEW);
    var written = new RecordingLog();

    try (var log = new BuildLog(written, BuildLimits.USUAL_LOG_BYTES)) {
      new ContainerBuild(engine).run(request(files), log).close();
    }
    try (var log = new BuildLog(written, BuildLimits.USUAL_LOG_BYTES);
        var outcome = new ContainerBuild(engine).run(request(files, offline, preview), log)) {

      assertThat(index(outcome)).isEqualTo("<p>true production</p>");
    }
    assertThat(written.text())
        .containsPattern("left in production's cache in [0-9.]+ s: npm/_cacache 0 MiB");
  }

  @Test
  void fallsBackFromALockFileThatDoesNotFit() throws InterruptedException, IOException {
    var written = new RecordingLog();
    var files =
        Map.of(
            "web/package.json",
            PACKAGE.replace("\"7.0.0\"", "\"6.0.0\""),
            "web/package-lock.json",
            LOCK,
            "web/build.js",
            BUILD);
    var install = installer(files).install();

    try (var log = new BuildLog(written, BuildLimits.USUAL_LOG_BYTES);
        var outcome = new ContainerBuild(engine).run(request(files, install), log)) {

      assertThat(index(outcome)).isEqualTo("<p>true production</p>");
    }
    assertThat(written.lines())
        .containsSubsequence("==> npm ci", "==> npm install", "==> npm run build")
        .anyMatch(
            line -> line.startsWith("==> Warning: package-lock.json does not fit package.json"));
  }

  @Test
  void doesNotFallBackWhenAPackageFailsToInstall() {
    var files =
        Map.of(
            "web/package.json",
            PACKAGE.replace("\"build\"", "\"postinstall\": \"exit 7\", \"build\""),
            "web/package-lock.json",
            LOCK,
            "web/build.js",
            BUILD);
    var written = new RecordingLog();
    var install = installer(files).install();

    assertThatThrownBy(
            () -> {
              try (var log = new BuildLog(written, BuildLimits.USUAL_LOG_BYTES)) {
                new ContainerBuild(engine).run(request(files, install), log).close();
              }
            })
        .hasMessageContaining("`npm ci` ended with exit code 7");
    assertThat(written.text()).doesNotContain("Warning:");
  }

  private static Installer installer(Map<String, String> files) {
    var tree = new MapTree();
    files.forEach(tree::with);
    return new Installer(ProjectFolder.root(tree).in("web"), Optional.empty());
  }

  @Test
  void hasNoImageThatWasNeverMade() {
    assertThatThrownBy(() -> BuilderImage.find(engine, "slipway/builder-none:1"))
        .isInstanceOf(BuilderImageMissingException.class)
        .hasMessageContaining("slipway/builder-none:1")
        .hasMessageContaining("slipway builder build");
  }

  private BuildRequest request(Map<String, String> files) {
    return request(files, new Install("web", "npm ci", Optional.empty()));
  }

  private BuildRequest request(Map<String, String> files, Install install) {
    return request(files, install, scope);
  }

  private BuildRequest request(Map<String, String> files, Install install, BuildScope scope) {
    var fallback =
        install
            .fallback()
            .map(other -> new BuildStep.Fallback(other.check(), other.command(), other.warning()));
    return new BuildRequest(
        BuilderImage.find(engine, "slipway/builder-node:24"),
        scope,
        Sources.of(files, "web"),
        "web",
        List.of(
            new BuildStep(
                Phase.INSTALL, Optional.of(install.folder()), install.command(), fallback),
            new BuildStep(Phase.BUILD, "npm run build")),
        Map.of("SITE", "me"),
        List.of("build", "dist"),
        BuildLimits.USUAL);
  }

  private static String index(BuildOutcome outcome) throws IOException {
    try (var tar = new TarArchiveInputStream(outcome.openOutput("dist"))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.getName().equals("./index.html")) {
          return new String(tar.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    }
    return "";
  }
}
