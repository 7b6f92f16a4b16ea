package dev.slipway.runner.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.image.DeploymentImages;
import dev.slipway.core.image.ImageId;
import dev.slipway.core.image.ImageStore;
import dev.slipway.runner.image.WrittenImages;
import dev.slipway.store.failure.StoreException;
import dev.slipway.store.folder.FolderImages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of the portable image when a job is done.
class ImageOfJobTest {

  private static final Map<String, String> SITE =
      Map.of("index.html", "<h1>Hi</h1>", "_redirects", "/hallo / 302 Language=de\n");

  @TempDir private Path folder;
  private final Map<DeploymentId, DeploymentImages.Recorded> recorded = new ConcurrentHashMap<>();
  private JobTrial trial;
  private Path base;
  private FolderImages kept;

  @BeforeEach
  void start() throws IOException {
    trial = new JobTrial(folder).on(SITE);
    base = Files.createDirectory(folder.resolve("base"));
    kept = FolderImages.in(folder.resolve("images"));
  }

  @Test
  void isWrittenKeptAndRecordedOnceTheSiteIsReady() throws IOException, InterruptedException {
    makeBase();
    trial.images = images(kept);

    trial.run();

    var image = recorded.get(trial.job().deployment().id());
    assertThat(image).isNotNull();
    assertThat(kept.find(image.id()).orElseThrow()).hasSize(image.size());
    assertThat(trial.log())
        .contains("==> The image does not do _redirects:1: what depends on more than the path.");
    assertThat(folder.resolve("work")).isEmptyDirectory();
  }

  @Test
  void isMissedInTheLogWhereThereIsNoBase() throws InterruptedException {
    trial.images = images(kept);

    trial.run();

    assertThat(recorded).isEmpty();
    assertThat(trial.log())
        .anyMatch(line -> line.contains("no portable image") && line.contains("setup/image-base"));
    assertThat(trial.queue.published).isPresent();
  }

  @Test
  void undoesNothingIfItCannotBeKept() throws IOException, InterruptedException {
    makeBase();
    trial.images = images(new FullStore());

    trial.run();

    assertThat(recorded).isEmpty();
    assertThat(trial.queue.published).isPresent();
    assertThat(folder.resolve("work")).isEmptyDirectory();
  }

  private WrittenImages images(ImageStore store) {
    return new WrittenImages(
        base,
        URI.create("unix:///nowhere/docker.sock"),
        store,
        new Remembered(),
        trial,
        folder.resolve("work"),
        Clock.systemUTC());
  }

  /// Makes a base layer with nothing in it.
  private void makeBase() throws IOException {
    var plain = new byte[10_240];
    var zipped = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(zipped)) {
      gzip.write(plain);
    }
    Files.write(base.resolve("layer.tar.gz"), zipped.toByteArray());
    Files.writeString(
        base.resolve("layer.json"),
        "{\"architecture\": \"amd64\", \"diffId\": \"%s\", \"digest\": \"%s\"}"
            .formatted(sha256(plain), sha256(zipped.toByteArray())),
        UTF_8);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Remembered implements DeploymentImages {

    @Override
    public void record(DeploymentId deployment, Recorded image) {
      recorded.put(deployment, image);
    }

    @Override
    public Optional<Recorded> find(DeploymentId deployment) {
      return Optional.ofNullable(recorded.get(deployment));
    }
  }

  /// A store whose disk is full.
  private static final class FullStore implements ImageStore {

    @Override
    public void put(ImageId id, Path file) {
      throw new StoreException("no space left");
    }

    @Override
    public Optional<Path> find(ImageId id) {
      return Optional.empty();
    }
  }
}
