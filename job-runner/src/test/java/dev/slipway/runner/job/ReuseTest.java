package dev.slipway.runner.job;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.ManifestFile;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.job.Publication;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReuseTest {

  private static final Map<String, String> PAGE = Map.of("index.html", "<h1>Hello</h1>");
  private static final Map<String, String> NODE =
      Map.of("package.json", "{\"scripts\": {\"build\": \"vite build\"}}");

  @TempDir private Path folder;
  private FakeBuildRecords builds;

  @BeforeEach
  void makeRecords() {
    builds = new FakeBuildRecords();
  }

  @Test
  void publishesWhatWasBuiltFromTheSameFiles() throws IOException, InterruptedException {
    var first = trial().on(PAGE);
    first.run();
    var second = trial().on(PAGE);
    second.beforePut(() -> fail("something was packed"));

    second.run();

    assertThat(published(second)).isEqualTo(published(first));
    assertThat(second.queue.recorded).last().isEqualTo("publish reused");
    assertThat(second.log())
        .anyMatch(line -> line.startsWith("==> Nothing to build: the same files, with the same"))
        .anyMatch(
            line -> line.contains("deployment earlier123 (branch next) at 2026-11-20T08:00:00Z"));
  }

  @Test
  void buildsOtherFiles() throws IOException, InterruptedException {
    var first = trial().on(PAGE);
    first.run();

    var second = trial().on(Map.of("index.html", "<h1>Bye</h1>"));
    second.run();

    assertThat(published(second)).isNotEqualTo(published(first));
    assertThat(second.queue.recorded).last().isEqualTo("publish published");
    assertThat(builds.known).hasSize(2);
  }

  @Test
  void buildsWithOtherVariables() throws IOException, InterruptedException {
    trial().on(PAGE).run();
    var second = trial().on(PAGE);
    second.variables.plain("COLOUR", "green");

    second.run();

    assertThat(second.queue.recorded).last().isEqualTo("publish published");
  }

  @Test
  void buildsAgainWhenThatIsAskedForAndSaysThatNothingHasChanged()
      throws IOException, InterruptedException {
    var first = trial().on(PAGE);
    first.run();
    builds.rebuild = true;

    var second = trial().on(PAGE);
    second.run();

    assertThat(second.queue.recorded).last().isEqualTo("publish published");
    assertThat(second.log())
        .contains(
            "==> Built again from the same inputs, with the same result: " + published(first) + ".")
        .anyMatch(line -> line.endsWith("It is built again, as asked."));
  }

  @Test
  void saysWhatHasChangedWhenTheSameIsBuiltAgain() throws IOException, InterruptedException {
    var other = trial().on(Map.of("index.html", "<h1>Other</h1>"));
    other.run();
    builds.anything = Optional.of(published(other));
    builds.rebuild = true;

    var second = trial().on(PAGE);
    second.run();

    assertThat(second.log())
        .anyMatch(line ->
            line.startsWith("==> Built again from the same inputs as for deployment")
                && line.endsWith("1 files differ:"))
        .anyMatch(line -> line.startsWith("==> - index.html (14 B"));
  }

  @Test
  void buildsWhatIsNoLongerKept() throws IOException, InterruptedException {
    builds.anything = Optional.of(new ArtifactDigest("ab".repeat(32)));

    var trial = trial().on(PAGE);
    trial.run();

    assertThat(trial.queue.recorded).last().isEqualTo("publish published");
    assertThat(trial.log()).anyMatch(line -> line.endsWith("but is no longer kept."));
  }

  @Test
  void buildsWhileNobodyKnowsWhatWasBuilt() throws IOException, InterruptedException {
    builds.away = true;

    var trial = trial().on(PAGE);
    trial.run();

    assertThat(trial.queue.recorded).last().isEqualTo("publish published");
  }

  @Test
  void buildsAgainWhatWouldBeCachedForEverWithOtherContentThanBefore()
      throws IOException, InterruptedException {
    trial().on(site("one")).run();
    var between = trial().on(site("two"));
    between.run();

    var third = trial();
    third.previous = Optional.of(published(between));
    third.on(site("one")).run();

    assertThat(third.queue.recorded).last().isEqualTo("publish published");
    assertThat(third.log()).anyMatch(line -> line.contains("a promise about \"a-GpEN3EET.js\""));
    try (var artifact = Artifact.open(third.artifacts.find(published(third)).orElseThrow())) {
      assertThat(artifact.manifest().files()).noneMatch(ManifestFile::immutable);
    }
  }

  @Test
  void needsNothingOfTheEngineButTheIdOfTheBuilderImage() throws IOException, InterruptedException {
    var first = trial().on(PAGE);
    first.run();
    builds.anything = Optional.of(published(first));
    var socket = folder.resolve("engine.sock");

    try (var engine = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      engine.bind(UnixDomainSocketAddress.of(socket));
      Thread.ofVirtual().start(() -> answerOnce(engine));
      var second = trial().on(NODE);
      second.engine = URI.create("unix://" + socket);
      second.run();

      assertThat(second.queue.recorded).last().isEqualTo("publish reused");
      assertThat(second.log()).anyMatch(line -> line.contains(", from commit "));
    } finally {
      Files.deleteIfExists(socket);
    }
  }

  private static void answerOnce(ServerSocketChannel engine) {
    var body = "{\"Id\": \"sha256:" + "ab".repeat(32) + "\"}";
    try (var asked = engine.accept()) {
      asked.read(ByteBuffer.allocate(4096));
      var answer = "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + body;
      asked.write(ByteBuffer.wrap(answer.getBytes(US_ASCII)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private JobTrial trial() {
    var trial = new JobTrial(folder);
    trial.builds = builds;
    return trial;
  }

  private static Map<String, String> site(String script) {
    return Map.of("index.html", "<h1>Hello</h1>", "a-GpEN3EET.js", script);
  }

  private static ArtifactDigest published(JobTrial trial) {
    return trial.queue.published.map(Publication::artifact).orElseThrow();
  }

  private static void fail(String why) {
    throw new AssertionError(why);
  }
}
