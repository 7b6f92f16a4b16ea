package dev.slipway.runner.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.Artifact;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.job.Claim;
import dev.slipway.core.job.JobId;
import dev.slipway.core.project.ProjectLimits;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.runner.checkout.FixtureRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A job that runs to its end: published, failed or overtaken.
final class JobRunTest {

  private static final Map<String, String> PAGE = Map.of("index.html", "<h1>Hello</h1>");

  @TempDir private Path folder;
  private JobTrial trial;

  @BeforeEach
  void makeTrial() {
    trial = new JobTrial(folder);
  }

  @Test
  void publishesAStaticSite() throws IOException, InterruptedException {
    trial.on(PAGE).run();

    assertThat(trial.queue.recorded).hasSize(3).last().isEqualTo("publish published");
    var published = trial.queue.published.orElseThrow();
    assertThat(published.reason().what())
        .matches("Ready: 1 files, 1 KB, in \\d+\\.\\d s: checkout \\d+\\.\\d s, own \\d+\\.\\d s");
    var tar = trial.artifacts.find(published.artifact()).orElseThrow();
    try (var artifact = Artifact.open(tar)) {
      assertThat(artifact.file("index.html")).isPresent();
    }
    assertThat(trial.control.released).isEmpty();
  }

  @Test
  void tellsTheLogWhatItDoes() throws IOException, InterruptedException {
    trial.on(PAGE).run();

    assertThat(trial.log().getFirst()).startsWith("==> blog: main of file:///");
    assertThat(trial.log()).anyMatch(line -> line.matches("==> [0-9a-f]{7} Change something"));
    assertThat(trial.log().getLast()).startsWith("==> Publishing 1 files, 1 KB, after ");
  }

  @Test
  void hasWrittenItsLogWhenTheEndIsRecorded() throws IOException, InterruptedException {
    var seen = new AtomicReference<List<String>>(List.of());
    trial.on(PAGE);
    trial.queue.on("publish", () -> seen.set(trial.log()));

    trial.run();

    assertThat(seen.get()).isNotEmpty().isEqualTo(trial.log());
  }

  @Test
  void leavesNothingInItsWorkFolder() throws IOException, InterruptedException {
    trial.on(PAGE).run();

    assertThat(folder.resolve("work")).isEmptyDirectory();
  }

  @Test
  void removesTheFoldersOfRunnersThatDied() throws IOException, InterruptedException {
    trial.on(PAGE);
    var dead = new Claim(new JobId(UUID.randomUUID()), 1);
    WorkFolder.of(folder.resolve("work"), dead);

    trial.run();

    assertThat(folder.resolve("work")).isEmptyDirectory();
  }

  @Test
  void recordsWhyADeploymentFails() throws InterruptedException {
    var seen = new AtomicReference<List<String>>(List.of());
    trial.on(RepositoryUrl.parse("/nowhere/site").orElseThrow());
    trial.queue.on("failed", () -> seen.set(trial.log()));

    trial.run();

    assertThat(trial.queue.recorded).containsExactly("failed repository-not-found");
    assertThat(trial.queue.ended.orElseThrow().whatToDo())
        .isEqualTo("Check the repository's path.");
    assertThat(trial.log().getLast())
        .isEqualTo(
            "==> failed: There is no folder /nowhere/site on the platform's machine."
                + " Check the repository's path.");
    assertThat(seen.get()).isEqualTo(trial.log());
    assertThat(trial.control.released).isEmpty();
    assertThat(folder.resolve("work")).isEmptyDirectory();
  }

  @Test
  void deploysACommitThatItsBranchIsAt() throws IOException, InterruptedException {
    var tip = trial.on(PAGE).tip();

    trial.following(tip).on(PAGE).run();

    assertThat(trial.queue.recorded).last().isEqualTo("publish published");
  }

  @Test
  void isOvertakenByTheCommitThatItsBranchIsAtInstead() throws IOException, InterruptedException {
    var seen = new AtomicReference<List<String>>(List.of());
    var old = trial.on(PAGE).tip();
    var tip = trial.following(old).on(Map.of("index.html", "newer")).tip();
    trial.queue.on("overtaken", () -> seen.set(trial.log()));

    trial.run();

    assertThat(trial.queue.recorded).containsExactly("overtaken " + tip.value());
    assertThat(trial.log())
        .hasSize(2)
        .last()
        .isEqualTo("==> main is at " + tip.abbreviated() + " by now. That is deployed instead.");
    assertThat(seen.get()).isEqualTo(trial.log());
    assertThat(trial.control.released).isEmpty();
    assertThat(folder.resolve("work")).isEmptyDirectory();
  }

  @Test
  void isOvertakenThoughNobodyKnowsItsCommit() throws IOException, InterruptedException {
    var tip = trial.following(new CommitSha("ab".repeat(20))).on(PAGE).tip();

    trial.run();

    assertThat(trial.queue.recorded).containsExactly("overtaken " + tip.value());
  }

  @Test
  void isOvertakenWhenItsBranchIsGone() throws IOException, InterruptedException {
    trial.following(new CommitSha("ab".repeat(20)));
    try (var repository = FixtureRepository.in(folder.resolve("empty.git"))) {
      trial.on(repository.url());
    }

    trial.run();

    assertThat(trial.queue.recorded).containsExactly("overtaken gone");
    assertThat(trial.log())
        .last()
        .isEqualTo("==> main is no longer there. There is nothing to deploy.");
  }

  @Test
  void saysWhatItDoesNotGetOfWhatItAskedFor() throws IOException, InterruptedException {
    trial.asking(
        new ProjectLimits(
            Optional.of(16L << 30),
            Optional.of(2),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Duration.ofMinutes(90)),
            Optional.empty()));

    trial.on(PAGE).run();

    assertThat(trial.log())
        .startsWith(
            "==> memory: asked for 16 GiB, this platform allows at most 8 GiB",
            "==> time: asked for 90 minutes, this platform allows at most 60 minutes")
        .noneMatch(line -> line.startsWith("==> CPUs"));
  }
}
