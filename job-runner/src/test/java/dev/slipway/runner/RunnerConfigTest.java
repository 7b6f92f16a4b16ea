package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.job.RunnerName;
import dev.slipway.process.settings.SettingsException;
import dev.slipway.runner.build.BuildLimits;
import dev.slipway.runner.job.Builders;
import dev.slipway.runner.node.Floors;
import dev.slipway.runner.node.Node;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunnerConfigTest {

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void setWhatMustBeSet() throws IOException {
    var password = Files.writeString(folder.resolve("password"), "hush\n");
    environment.putAll(
        Map.of(
            "SLIPWAY_DATABASE_URL", "jdbc:h2:tcp://127.0.0.1:1/slipway",
            "SLIPWAY_DATABASE_USER", "slipway",
            "SLIPWAY_DATABASE_PASSWORD_FILE", password.toString(),
            "SLIPWAY_ARTIFACTS", "/data/artifacts",
            "SLIPWAY_LOGS", "/data/logs",
            "SLIPWAY_WORK", "/data/work",
            "SLIPWAY_INSTANCE", "my-platform",
            "SLIPWAY_RUNNER", "runner-1",
            "PATH", "/bin"));
  }

  @Test
  void takesTheUsualForAllThatNeedNotBeSet() {
    var config = RunnerConfig.of(environment);

    assertThat(config.database().password().reveal()).isEqualTo("hush");
    assertThat(config.runner()).isEqualTo(new RunnerName("runner-1"));
    assertThat(config.builders()).isEqualTo(Builders.USUAL);
    assertThat(config.engine()).isEqualTo(URI.create("unix:///var/run/docker.sock"));
    assertThat(config.hosts().anywhere()).contains("github.com");
    assertThat(config.hosts().inside()).isEmpty();
    assertThat(config.folders()).isFalse();
    assertThat(config.node().name()).isNotEmpty();
    assertThat(config.node().slots()).isBetween(1, 4);
    assertThat(config.node().floors()).isEqualTo(Floors.USUAL);
    assertThat(config.doorbell()).isEmpty();
    assertThat(config.redis()).isEmpty();
    assertThat(config.watched()).isFalse();
    assertThat(config.allowances().usual().limits()).isEqualTo(BuildLimits.USUAL);
    assertThat(config.allowances().usual().logBytes()).isEqualTo(BuildLimits.USUAL_LOG_BYTES);
  }

  @Test
  void takesWhatIsSet() {
    environment.put("SLIPWAY_GIT_HOSTS", "git.example.com:8443");
    environment.put("SLIPWAY_GIT_PRIVATE_HOSTS", "git.lan");
    environment.put("SLIPWAY_BUILD_MEMORY", "512m");
    environment.put("SLIPWAY_BUILD_TIME", "90s");
    environment.put("SLIPWAY_BUILD_LOG", "64k");
    environment.put("SLIPWAY_BUILDER_IMAGE", "example/node@sha256:" + "a".repeat(64));
    environment.put("SLIPWAY_PYTHON_IMAGE", "example/python:3");
    environment.put("SLIPWAY_BUILD_RUNTIME", "runsc");
    environment.put("DOCKER_HOST", "unix:///run/user/1000/docker.sock");

    var config = RunnerConfig.of(environment);

    assertThat(config.hosts().anywhere()).containsExactly("git.example.com:8443");
    assertThat(config.hosts().inside()).containsExactly("git.lan");
    assertThat(config.allowances().usual().limits().memoryBytes()).isEqualTo(512L << 20);
    assertThat(config.allowances().usual().limits().time()).isEqualTo(Duration.ofSeconds(90));
    assertThat(config.allowances().usual().logBytes()).isEqualTo(64L << 10);
    assertThat(config.engine()).isEqualTo(URI.create("unix:///run/user/1000/docker.sock"));
    assertThat(config.builders())
        .isEqualTo(
            new Builders(
                "example/node@sha256:" + "a".repeat(64), "example/python:3", Optional.of("runsc")));
  }

  @Test
  void tellsAllThatIsWrongTogether() {
    environment.put("SLIPWAY_DATABASE_URL", "jdbc:mysql://x");
    environment.put("SLIPWAY_DATABASE_PASSWORD_FILE", folder.resolve("none").toString());
    environment.put("SLIPWAY_WORK", "work");
    environment.put("SLIPWAY_INSTANCE", "two words");
    environment.put("SLIPWAY_BUILD_CPUS", "many");
    environment.put("SLIPWAY_BUILD_MEMROY", "2g");
    environment.put("DOCKER_HOST", "tcp://127.0.0.1:2375");
    environment.remove("SLIPWAY_RUNNER");

    assertThatThrownBy(() -> RunnerConfig.of(environment))
        .isInstanceOf(SettingsException.class)
        .satisfies(thrown ->
            assertThat(List.of(String.valueOf(thrown.getMessage()).split("\\R", -1))).hasSize(8))
        .hasMessageContaining("SLIPWAY_DATABASE_URL=jdbc:mysql://x: must be a JDBC URL of")
        .hasMessageContaining("SLIPWAY_DATABASE_PASSWORD_FILE=" + folder.resolve("none"))
        .hasMessageContaining("SLIPWAY_WORK=work: must be an absolute path")
        .hasMessageContaining("SLIPWAY_INSTANCE=two words: must be 1 to 64 of")
        .hasMessageContaining("SLIPWAY_BUILD_CPUS=many: must be a whole number")
        .hasMessageContaining("SLIPWAY_BUILD_MEMROY is not a setting")
        .hasMessageContaining("DOCKER_HOST=tcp://127.0.0.1:2375: must be the address of a Unix")
        .hasMessageContaining("SLIPWAY_RUNNER is not set");
  }

  @Test
  void takesWhatIsSetForANodeOfTheServerProfile() throws IOException {
    var password = Files.writeString(folder.resolve("redis-password"), "hush too\n");
    environment.put("SLIPWAY_NODE", "build-1");
    environment.put("SLIPWAY_RUNNERS", "7");
    environment.put("SLIPWAY_DOORBELL", "/run/slipway/doorbell");
    environment.put("SLIPWAY_FLOOR_MEMORY", "1g");
    environment.put("SLIPWAY_FLOOR_DISK", "20g");
    environment.put("SLIPWAY_REDIS_URL", "redis://127.0.0.1:6379");
    environment.put("SLIPWAY_REDIS_PASSWORD_FILE", password.toString());

    var config = RunnerConfig.of(environment);

    assertThat(config.node())
        .isEqualTo(
            new Node(
                "build-1",
                7,
                Optional.of(Path.of("/run/slipway/doorbell")),
                new Floors(1L << 30, 20L << 30),
                Path.of("/data/work")));
    assertThat(config.doorbell()).isPresent();
    var redis = config.redis().orElseThrow();
    assertThat(redis.url()).isEqualTo(URI.create("redis://127.0.0.1:6379"));
    assertThat(redis.password().orElseThrow().reveal()).isEqualTo("hush too");
  }

  @Test
  void isNamedAfterTheRunOfItsUnitUnlessItHasANameOfItsOwn() {
    environment.put("SLIPWAY_NODE", "build-1");
    environment.put("INVOCATION_ID", "f00d");

    assertThat(RunnerConfig.of(environment).runner()).isEqualTo(new RunnerName("runner-1"));

    environment.remove("SLIPWAY_RUNNER");
    assertThat(RunnerConfig.of(environment).runner()).isEqualTo(RunnerName.on("build-1", "f00d"));
  }

  @Test
  void allowsProjectsFourTimesTheUsualUnlessToldOtherwise() {
    environment.put("SLIPWAY_BUILD_MEMORY", "1g");
    environment.put("SLIPWAY_CEILING_TIME", "20m");

    var ceiling = RunnerConfig.of(environment).allowances().ceiling();

    assertThat(ceiling.limits().memoryBytes()).isEqualTo(4L << 30);
    assertThat(ceiling.limits().time()).isEqualTo(Duration.ofMinutes(20));
    assertThat(ceiling.limits().cpus()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(ceiling.logBytes()).isEqualTo(4 * BuildLimits.USUAL_LOG_BYTES);
  }

  @Test
  void refusesAnAddressOfRedisThatIsNone() {
    environment.put("SLIPWAY_REDIS_URL", "127.0.0.1:6379");

    assertThatThrownBy(() -> RunnerConfig.of(environment))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("SLIPWAY_REDIS_URL=127.0.0.1:6379: must be redis://host:port");
  }

  @Test
  void refusesAnAddressOfTheEngineThatIsNone() {
    environment.put("DOCKER_HOST", "unix:// docker");

    assertThatThrownBy(() -> RunnerConfig.of(environment))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("DOCKER_HOST=unix:// docker");
  }

  @Test
  void readsTheGitHostsOfAnEnvironmentThatIsNotARunners() {
    var hosts = RunnerConfig.hosts(Map.of("SLIPWAY_GIT_HOSTS", "a.b", "SLIPWAY_TOKEN", "x"));

    assertThat(hosts.anywhere()).containsExactly("a.b");
  }
}
