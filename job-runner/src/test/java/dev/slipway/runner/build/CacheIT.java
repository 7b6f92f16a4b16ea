package dev.slipway.runner.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.build.Trust;
import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.core.project.ProjectId;
import dev.slipway.runner.build.BuildStep.Phase;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What builds find of each other, in real containers.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CacheIT {

  private static final List<String> FOLDERS = List.of("node_modules/.cache", ".parcel-cache");

  private static final String LOOK =
      "cat /cache/npm/_cacache/x /cache/pnpm/x /cache/pnpm/y .parcel-cache/x 2>/dev/null; echo end";

  private final TestEngine engine = new TestEngine();
  private final CacheVolumes volumes = new CacheVolumes(engine.engine, engine.instance);

  @AfterEach
  void leavesNothing() {
    assertThat(engine.leftovers()).isEmpty();
  }

  @AfterAll
  void remove() {
    engine.close();
  }

  @Test
  void givesAFrameworkWhatItsLastBuildHasKept() throws InterruptedException {
    var first = trial("mkdir -p node_modules/.cache/a; echo kept > node_modules/.cache/a/x");
    first.run().close();
    var second = after(first, "cat node_modules/.cache/a/x; ls -a");

    second.run().close();

    assertThat(second.output()).contains("kept").doesNotContain(".parcel-cache");
    assertThat(second.written.lines())
        .contains("==> node_modules/.cache is there from the build before");
  }

  @Test
  void givesItOnlyAfterTheInstallWhichBeginsWithoutPackages() throws InterruptedException {
    var first = trial("mkdir -p node_modules/.cache; echo kept > node_modules/.cache/x");
    first.run().close();
    var second = after(first, "cat node_modules/.cache/x");
    second.steps =
        List.of(
            new BuildStep(Phase.INSTALL, "ls -a; rm -rf node_modules; mkdir node_modules"),
            second.steps.getFirst());

    second.run().close();

    assertThat(second.output()).contains("kept").doesNotContain("node_modules");
  }

  @Test
  void keepsNothingOfABuildThatFails() throws InterruptedException {
    var first = trial("mkdir .parcel-cache; echo good > .parcel-cache/x");
    first.run().close();
    var bad = after(first, "echo bad > .parcel-cache/x; exit 1");
    assertThatThrownBy(bad::run).isInstanceOf(DeploymentFailure.class);
    var third = after(first, "cat .parcel-cache/x");

    third.run().close();

    assertThat(third.output()).containsExactly("good");
  }

  @Test
  void keepsOnlyTheNewest() throws InterruptedException {
    var first = trial("mkdir .parcel-cache; echo 1 > .parcel-cache/x");
    first.run().close();
    after(first, "echo 2 > .parcel-cache/x").run().close();
    var third = after(first, "cat .parcel-cache/x; ls /cache/framework");

    third.run().close();

    assertThat(third.output()).hasSize(3).startsWith("2").contains("current");
  }

  @Test
  void leavesTheRepositorysOwnFolderAsItIs() throws InterruptedException {
    var first = trial("mkdir .parcel-cache; echo kept > .parcel-cache/x");
    first.run().close();
    var second = after(first, "cat .parcel-cache/x");
    second.steps =
        List.of(
            new BuildStep(Phase.INSTALL, "mkdir .parcel-cache; echo own > .parcel-cache/x"),
            second.steps.getFirst());

    second.run().close();

    assertThat(second.output()).containsExactly("own");
  }

  @Test
  void keepsNoLink() throws InterruptedException {
    var first =
        trial("ln -s /etc .parcel-cache; mkdir -p node_modules; ln -s /etc node_modules/.cache");

    first.run().close();
    var second = after(first, "ls /cache; ls -a");
    second.run().close();

    assertThat(second.output()).doesNotContain("framework", ".parcel-cache");
  }

  @Test
  void keepsAPoisonedPreviewFromAllOthers() throws InterruptedException {
    var first =
        trial(
            "mkdir -p /cache/npm/_cacache /cache/pnpm; echo good > /cache/npm/_cacache/x;"
                + " echo good > /cache/pnpm/x");
    first.run().close();
    var preview =
        as(
            Trust.PREVIEW,
            first,
            LOOK
                + "; for file in npm/_cacache/x pnpm/x pnpm/y; do echo poison > /cache/$file; done;"
                + " mkdir .parcel-cache; echo poison > .parcel-cache/x");
    var next = as(Trust.PREVIEW, first, LOOK);
    var fork = as(Trust.FORK, first, LOOK);
    var production = as(Trust.PRODUCTION, first, LOOK);

    for (var trial : List.of(preview, next, fork, production)) {
      trial.run().close();
    }

    assertThat(preview.output()).containsExactly("good", "good", "end");
    assertThat(next.output()).containsExactly("good", "good", "end");
    assertThat(fork.output()).containsExactly("end");
    assertThat(production.output()).containsExactly("good", "good", "end");
    assertThat(next.written.text())
        .containsPattern(
            "==> Copied what package managers have left in production's cache in [0-9.]+ s:"
                + " npm/_cacache 0 MiB, pnpm 0 MiB");
    assertThat(fork.written.text()).doesNotContain("==> Copied");
  }

  @Test
  void makesNoCacheOfProductionForAPreview() throws InterruptedException {
    var preview = as(Trust.PREVIEW, trial("true"), LOOK);

    preview.run().close();

    assertThat(preview.output()).containsExactly("end");
    assertThat(preview.written.text()).doesNotContain("==> Copied");
    assertThat(volumes.list()).noneMatch(cache -> cache.project().equals(project(preview)));
  }

  @Test
  void givesAPreviewNoPackagesThatCannotBeReadOrAreTooLarge() throws InterruptedException {
    var first =
        trial(
            "mkdir -p /cache/pnpm /cache/yarn /cache/bun; echo good > /cache/bun/x;"
                + " dd if=/dev/zero of=/cache/pnpm/x bs=1M count=11 2>/dev/null;"
                + " echo secret > /cache/yarn/x; echo half > /cache/yarn/y; chmod 0 /cache/yarn/x");
    first.run().close();
    var preview = as(Trust.PREVIEW, first, "ls /cache; cat /cache/bun/x");
    preview.limits = preview.limits.withDiskBytes(20L << 20);

    preview.run().close();

    assertThat(preview.output()).containsExactly("bun", "good");
    assertThat(preview.written.text())
        .contains("pnpm is too large, yarn could not be read, bun 0 MiB");
  }

  @Test
  void onlyReadsTheCacheOfProductionToCopyIt() throws InterruptedException {
    var first = trial("mkdir /cache/pnpm; echo good > /cache/pnpm/x");
    first.run().close();
    var preview = as(Trust.PREVIEW, first, "true");
    new Quota(engine.engine).create(preview.scope.cacheVolume(), preview.scope.labels(), 1L << 20);
    var client = engine.engine.client();
    var container =
        client
            .createContainerCmd(engine.image.id())
            .withLabels(preview.scope.labels())
            .withUser(Hardening.USER)
            .withEntrypoint("sh", "-c", "cat /packages/pnpm/x && ! echo bad > /packages/pnpm/x")
            .withHostConfig(Hardening.copy(preview.request(), first.scope.cache()))
            .exec()
            .getId();

    client.startContainerCmd(container).exec();
    var status = client.waitContainerCmd(container).start().awaitStatusCode(30, TimeUnit.SECONDS);
    new Reaper(engine.engine, engine.instance).reap(Set::of);

    assertThat(status).isZero();
  }

  @Test
  void doesNotReachAnotherLevelsCacheByAnyPath() throws InterruptedException {
    var production =
        trial(
            "echo secret > /cache/x; mkdir /cache/npm; echo secret > /cache/npm/x; mkdir .parcel-cache;"
                + " echo secret > .parcel-cache/x");
    production.run().close();
    var look = "find / -name x -user 1000 2>/dev/null; ls / | grep packages; echo end";
    var preview = as(Trust.PREVIEW, production, look);
    var fork = as(Trust.FORK, production, look);

    preview.run().close();
    fork.run().close();

    assertThat(preview.output()).containsExactly("end");
    assertThat(fork.output()).containsExactly("end");
  }

  @Test
  void beginsAnewWhenTheCachesWereCleared() throws InterruptedException {
    var first = trial("echo old > /cache/x");
    first.run().close();
    var cache = first.scope.cache();
    var second = after(first, "cat /cache/x 2>/dev/null; echo end");
    second.scope =
        new BuildScope(
            engine.instance,
            engine.scope().claim(),
            new CacheVolume(cache.project(), cache.trust(), cache.epoch() + 1));

    second.run().close();

    assertThat(second.output()).containsExactly("end");
    assertThat(volumes.list()).contains(cache, second.scope.cache());
  }

  @Test
  void measuresCachesAlsoWhereABuildLetsNobodyRead() throws InterruptedException {
    var trial =
        trial(
            "mkdir /cache/d; dd if=/dev/zero of=/cache/d/x bs=1M count=3 2>/dev/null; chmod 0 /cache/d");
    trial.run().close();
    var empty = trial("true");
    empty.run().close();

    var sizes = volumes.measure(List.of(empty.scope.cache(), trial.scope.cache()), engine.image);

    assertThat(sizes.get(trial.scope.cache())).isBetween(3L << 20, 4L << 20);
    assertThat(sizes.get(empty.scope.cache())).isLessThan(1L << 20);
  }

  @Test
  void removesACacheUnlessABuildHasIt() throws InterruptedException {
    var trial = trial("echo > /cache/x");
    try (var outcome = trial.run()) {
      assertThat(outcome.outputs()).isEmpty();
      assertThat(volumes.remove(trial.scope.cache())).isFalse();
    }

    assertThat(volumes.remove(trial.scope.cache())).isTrue();
    assertThat(volumes.remove(trial.scope.cache())).isTrue();
    assertThat(volumes.list()).doesNotContain(trial.scope.cache());
  }

  @Test
  void emptiesACacheThatIsTooLargeSoThatTheNextBuildCanBegin() {
    var trial =
        trial(
            "mkdir /cache/d; for i in $(seq 15); do dd if=/dev/zero of=/cache/d/$i bs=1M count=2"
                + " 2>/dev/null; done; sleep 60");
    trial.limits = trial.limits.withDiskBytes(20L << 20);

    assertThatThrownBy(trial::run)
        .isInstanceOfSatisfying(
            DeploymentFailure.class,
            failure -> {
              assertThat(failure.reason().code()).isEqualTo("cache-limit");
              assertThat(failure.reason().text())
                  .contains("its cache holds", "The cache is emptied");
            });
    assertThat(volumes.list()).doesNotContain(trial.scope.cache());
  }

  @Test
  void emptiesACacheThatHasTooManyFilesThoughTheyAreEmpty() {
    var trial = trial("i=0; while [ $i -lt 3000 ]; do : >/cache/f$i; i=$((i + 1)); done; sleep 60");
    trial.limits = trial.limits.withDiskBytes(20L << 20);

    assertThatThrownBy(trial::run)
        .isInstanceOfSatisfying(
            DeploymentFailure.class,
            failure -> {
              assertThat(failure.reason().code()).isEqualTo("cache-limit");
              assertThat(failure.reason().text())
                  .containsPattern(
                      "its cache has [23],[0-9]{3} files and folders; it may have 2,560")
                  .contains("The cache is emptied", "raise the project's disk limit");
            });
    assertThat(volumes.list()).doesNotContain(trial.scope.cache());
  }

  private BuildTrial trial(String command) {
    var trial = new BuildTrial(engine).building(command);
    trial.caches = FOLDERS;
    return trial;
  }

  private BuildTrial after(BuildTrial earlier, String command) {
    var trial = trial(command);
    trial.scope = new BuildScope(engine.instance, engine.scope().claim(), earlier.scope.cache());
    return trial;
  }

  /// A build of the same project.
  private BuildTrial as(Trust trust, BuildTrial earlier, String command) {
    var trial = trial(command);
    trial.scope = new BuildScope(engine.instance, engine.scope().claim(), project(earlier), trust);
    return trial;
  }

  private static ProjectId project(BuildTrial trial) {
    return trial.scope.cache().project();
  }
}
