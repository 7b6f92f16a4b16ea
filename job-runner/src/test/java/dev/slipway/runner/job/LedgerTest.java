package dev.slipway.runner.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.alias.RouteChanges;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.ClaimLostException;
import dev.slipway.core.job.ClaimedJob;
import dev.slipway.core.job.Publication;
import dev.slipway.core.project.ProjectId;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.store.failure.StoreException;
import dev.slipway.store.local.LocalRouteChanges;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LedgerTest {

  private static final Publication PUBLICATION =
      new Publication(new ArtifactDigest("ab".repeat(32)), Reason.of("published", "Ready."));
  private static final Reason CANCELED = Reason.of("canceled", "Canceled.");

  @TempDir private Path folder;
  private final LocalRouteChanges changes = new LocalRouteChanges();
  private ScriptedQueue queue;
  private ClaimedJob job;
  private Ledger ledger;

  @BeforeEach
  void makeLedger() {
    var trial = new JobTrial(folder).on(RepositoryUrl.parse("/site").orElseThrow());
    queue = trial.queue;
    job = trial.job();
    var deployments = new QueueDeployments(queue, job);
    ledger = new Ledger(queue, trial.control, deployments, changes, lasting(Duration.ofSeconds(5)));
  }

  @Test
  void writesAgainWhileTheDatabaseIsAway() throws InterruptedException {
    queue.failWrites(2);

    ledger.publish(job, PUBLICATION);

    assertThat(queue.recorded).containsExactly("publish published");
  }

  @Test
  void knowsAPublicationWhoseConnectionBroke() throws InterruptedException {
    queue.breakAfterTheNextWrite();

    ledger.publish(job, PUBLICATION);

    assertThat(queue.recorded).containsExactly("publish published");
  }

  @Test
  void knowsAnEndWhoseConnectionBroke() throws InterruptedException {
    queue.breakAfterTheNextWrite();

    ledger.end(job, DeploymentState.CANCELED, CANCELED);

    assertThat(queue.recorded).containsExactly("canceled canceled");
  }

  @Test
  void knowsTheEndOfABuildWhoseConnectionBroke() throws InterruptedException {
    queue.breakAfterTheNextWrite();

    ledger.deploying(job);

    assertThat(queue.recorded).containsExactly("deploying");
  }

  @Test
  void knowsThatItWasOvertakenWhenTheConnectionBroke() throws InterruptedException {
    queue.breakAfterTheNextWrite();

    var reason = ledger.overtaken(job, Optional.empty());

    assertThat(queue.recorded).containsExactly("overtaken gone");
    assertThat(reason.code()).isEqualTo("overtaken");
  }

  @Test
  void saysThatHostsHaveChangedWhenABranchIsGone() throws InterruptedException {
    var heard = new CompletableFuture<ProjectId>();
    try (var _ = changes.listen(completing(heard))) {
      ledger.overtaken(job, Optional.empty());

      assertThat(heard).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(job.project().id());
    }
  }

  private static RouteChanges.Listener completing(CompletableFuture<ProjectId> heard) {
    return new RouteChanges.Listener() {
      @Override
      public void changed(ProjectId project) {
        heard.complete(project);
      }

      @Override
      public void missed() {}
    };
  }

  @Test
  void hasLostTheClaimWhenSomethingElseWasPublishedMeanwhile() {
    var other = new Publication(new ArtifactDigest("cd".repeat(32)), PUBLICATION.reason());
    queue.publish(job.claim(), other);
    queue.failWrites(1);

    assertThatThrownBy(() -> ledger.publish(job, PUBLICATION))
        .isInstanceOf(ClaimLostException.class);
  }

  @Test
  void believesAFirstRefusal() {
    queue.lose();

    assertThatThrownBy(() -> ledger.end(job, DeploymentState.CANCELED, CANCELED))
        .isInstanceOf(ClaimLostException.class);
    assertThat(queue.recorded).isEmpty();
  }

  @Test
  void givesUpWhenTheDatabaseStaysAway() {
    queue.failWrites(Integer.MAX_VALUE);
    var impatient =
        new Ledger(
            queue,
            new ScriptedControl(),
            new QueueDeployments(queue, job),
            new LocalRouteChanges(),
            lasting(Duration.ofMillis(300)));

    assertThatThrownBy(() -> impatient.publish(job, PUBLICATION))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void stopsWaitingForTheDatabaseWhenItIsInterrupted() {
    queue.failWrites(Integer.MAX_VALUE);
    queue.on("deploying", Thread.currentThread()::interrupt);

    assertThatThrownBy(() -> ledger.deploying(job)).isInstanceOf(InterruptedException.class);
  }

  private static Pulse lasting(Duration length) {
    return new Pulse(length, Duration.ofMillis(20));
  }
}
