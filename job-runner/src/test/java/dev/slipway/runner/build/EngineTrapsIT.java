package dev.slipway.runner.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.Frame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What engines and their client do that nobody expects, and what comes of it here.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EngineTrapsIT {

  private final TestEngine engine = new TestEngine();

  @AfterEach
  void leavesNothing() {
    assertThat(engine.leftovers()).isEmpty();
  }

  @AfterAll
  void remove() {
    engine.close();
  }

  @RepeatedTest(5)
  void losesNoLineOfABuildThatEndsAtOnce() throws InterruptedException {
    var trial = new BuildTrial(engine).building("echo first; echo last >&2");

    trial.run().close();

    assertThat(trial.output()).containsExactlyInAnyOrder("first", "last");
  }

  @Test
  void noticesAnImageThatTheEngineHasRefusedWithoutAWord() throws IOException {
    var name = "slipway-test/broken:" + UUID.randomUUID();
    try (var archive = new ByteArrayInputStream("no archive at all".repeat(100).getBytes(UTF_8))) {
      engine.engine.client().loadImageCmd(archive).exec();
    }

    assertThatThrownBy(() -> BuilderImage.find(engine.engine, name))
        .isInstanceOf(BuilderImageMissingException.class)
        .hasMessageContaining(name);
  }

  @Test
  void leavesNoContainerOfAnImageInWhichNothingCanBeStarted() throws IOException {
    var name = "slipway-test/empty:" + UUID.randomUUID();
    try (var archive = BusyboxImage.archiveOfNoProgram(name)) {
      load(archive);
    }
    var trial = new BuildTrial(engine).building("true");
    trial.image = Optional.of(BuilderImage.find(engine.engine, name));

    assertThatThrownBy(trial::run)
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("has no program sh");

    engine.engine.client().removeImageCmd(name).withForce(true).exec();
  }

  @Test
  void tellsThatWhoTakesAStreamHasFailed() throws InterruptedException {
    var ends = new ArrayBlockingQueue<Optional<Throwable>>(1);
    var broken =
        new Following<Frame>(
            frame -> {
              throw new IllegalStateException("the taker broke");
            },
            ends::add);
    try (var container = new Talker(engine)) {
      container.attach(broken);

      assertThat(ends.poll(20, TimeUnit.SECONDS))
          .hasValueSatisfying(cause -> assertThat(cause).hasMessage("the taker broke"));
    }
  }

  @Test
  void endsAStreamWhoseContainerIsRemoved() throws InterruptedException {
    var ends = new ArrayBlockingQueue<Optional<Throwable>>(1);
    var following = new Following<Frame>(frame -> {}, ends::add);
    var container = new Talker(engine);
    container.attach(following);

    container.close();

    assertThat(following.awaitEnd(Duration.ofSeconds(5))).isTrue();
    assertThat(ends.poll(5, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void saysBeforeTheBuildThatTheEngineHasNoSuchRuntime() {
    var trial = new BuildTrial(engine).building("echo must not run");
    trial.runtime = Optional.of("runnonesuch");

    assertThatThrownBy(trial::run)
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("no runtime runnonesuch")
        .hasMessageContaining("it has io.containerd.runc.v2");
    assertThat(trial.written.text()).isEmpty();
  }

  @Test
  void runsABuildByTheRuntimeThatIsNamed() throws InterruptedException {
    var trial = new BuildTrial(engine).building("echo ran");
    trial.runtime = Optional.of("io.containerd.runc.v2");

    try (var outcome = trial.run()) {
      var settings =
          engine.engine.client().inspectContainerCmd(trial.scope.name()).exec().getHostConfig();

      assertThat(settings.getRuntime()).isEqualTo("io.containerd.runc.v2");
      assertThat(outcome.outputs()).isEmpty();
    }
    assertThat(trial.output()).containsExactly("ran");
  }

  private void load(InputStream archive) {
    engine.engine.client().loadImageCmd(archive).exec();
  }

  /// A container that says the same again and again.
  private static final class Talker implements AutoCloseable {

    private final TestEngine engine;
    private final String id;

    Talker(TestEngine engine) {
      this.engine = engine;
      this.id =
          engine
              .engine
              .client()
              .createContainerCmd(engine.image.id())
              .withLabels(engine.scope().labels())
              .withEntrypoint(List.of("sh", "-c", "while :; do echo again; sleep 0.1; done"))
              .exec()
              .getId();
    }

    void attach(Following<Frame> following) throws InterruptedException {
      engine
          .engine
          .client()
          .attachContainerCmd(id)
          .withStdOut(true)
          .withFollowStream(true)
          .exec(following);
      following.awaitBegin(Engine.SHORT, "read from the container");
      engine.engine.client().startContainerCmd(id).exec();
    }

    @Override
    public void close() {
      engine.engine.client().removeContainerCmd(id).withForce(true).exec();
    }
  }
}
