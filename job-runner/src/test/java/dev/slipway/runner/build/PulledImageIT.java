package dev.slipway.runner.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Builder images that a registry has, by the program that `slipway builder` and the installation
/// get them with.
final class PulledImageIT {

  private static final String TRIAL =
      """
      set -euo pipefail
      here=$1
      source "$here/lib.bash"
      readonly image=$2 setting=TRIAL_IMAGE wanted=() needless=x prune=()
      source "$here/builder.bash"
      main ensure
      """;

  private final TestEngine engine = new TestEngine();
  private final String name = "slipway-test/pulled:" + UUID.randomUUID();
  private TestRegistry registry;
  private String image;

  /// What the program said, and how it ended.
  private record Answer(int status, String text) {}

  @BeforeEach
  void startRegistry() throws IOException {
    registry = new TestRegistry(BusyboxImage.layer());
    image = registry.image();
  }

  @AfterEach
  void remove() {
    registry.close();
    for (var each : new String[] {name, image}) {
      engine.engine.remove(
          "remove the image " + each,
          () -> engine.engine.client().removeImageCmd(each).withForce(true).exec());
    }
    engine.close();
  }

  @Test
  void areFoundByTheirDigestAndBuiltIn() throws IOException, InterruptedException {
    var answer = pull();

    assertThat(answer.status()).as(answer.text()).isZero();
    var found = BuilderImage.find(engine.engine, image);
    assertThat(engine.engine.imageId(name)).contains(found.id());
    var trial = new BuildTrial(engine).building("echo built");
    trial.image = Optional.of(found);
    trial.run().close();
    assertThat(trial.output()).containsExactly("built");
  }

  @Test
  void areRefusedWhereTheRegistryGivesOtherBytesThanTheDigestSays()
      throws IOException, InterruptedException {
    registry.forge();

    var answer = pull();

    assertThat(answer.status()).isEqualTo(69);
    assertThat(answer.text()).contains(image + " could not be pulled").contains("digest");
    assertThat(engine.engine.imageId(image)).isEmpty();
  }

  @Test
  void areMissedWithWhatToDoWhereNoRegistryAnswers() throws IOException, InterruptedException {
    registry.close();

    var answer = pull();

    assertThat(answer.status()).isEqualTo(69);
    assertThat(answer.text())
        .contains("connection refused")
        .contains("docker pull " + image)
        .contains("unset TRIAL_IMAGE");
    assertThatThrownBy(() -> BuilderImage.find(engine.engine, image))
        .isInstanceOfSatisfying(
            BuilderImageMissingException.class,
            missing -> assertThat(missing.whatToDo()).contains("docker pull " + image));
  }

  private Answer pull() throws IOException, InterruptedException {
    var setup = Path.of("..", "setup").toAbsolutePath().normalize().toString();
    var builder = new ProcessBuilder("bash", "-c", TRIAL, "trial", setup, name);
    builder.environment().put("TRIAL_IMAGE", image);
    var process = builder.redirectErrorStream(true).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Answer(
        process.exitValue(), new String(process.getInputStream().readAllBytes(), UTF_8));
  }
}
