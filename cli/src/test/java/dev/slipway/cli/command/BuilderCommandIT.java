package dev.slipway.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.build.Engine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands on builder images, with the real packages and the real engine.
final class BuilderCommandIT {

  private static final String HOME = "slipway.home";

  @TempDir private Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final String before = System.getProperty(HOME, "");

  @BeforeEach
  void runInTheClone() {
    System.setProperty(HOME, Path.of("..").toAbsolutePath().normalize().toString());
  }

  @AfterEach
  void remove() {
    if (before.isEmpty()) {
      System.clearProperty(HOME);
    } else {
      System.setProperty(HOME, before);
    }
  }

  @Test
  void makesTheSameImageOfTheSamePackagesToTheLastByte()
      throws IOException, InterruptedException, NoSuchAlgorithmException {
    var first = folder.resolve("first.tar");
    var second = folder.resolve("second.tar");

    assertThat(run("builder", "build", "python", "--output", first.toString())).isZero();
    assertThat(run("builder", "build", "python", "--output", second.toString())).isZero();

    assertThat(Files.mismatch(first, second)).isEqualTo(-1);
    assertThat(loaded(first)).isEqualTo("sha256:" + sha256(config(first)));
  }

  @Test
  void listsWhatBuildsRunIn() {
    int code = run("builder", "list");

    assertThat(code).isZero();
    assertThat(said.toString(UTF_8))
        .containsPattern("node +slipway/builder-node:24 +sha256:[0-9a-f]{64}")
        .containsPattern("python +slipway/builder-python:3.11 +sha256:[0-9a-f]{64}");
  }

  @Test
  void refusesAnImageThatIsNone() {
    assertThat(run("builder", "build", "cobol")).isEqualTo(64);
    assertThat(run("builder", "build", "--output", "x.tar")).isEqualTo(64);
  }

  private int run(String... arguments) {
    var out = new PrintStream(said, true, UTF_8);
    return SlipwayCommand.run(new Terminal(out, out), arguments);
  }

  /// Loads an archive, and returns the id of the image that the engine then has.
  private static String loaded(Path archive) throws IOException, InterruptedException {
    var load =
        new ProcessBuilder("docker", "load", "--input", archive.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(load.waitFor(5, TimeUnit.MINUTES)).isTrue();
    try (var engine = Engine.connect(Engine.address(System.getenv()))) {
      return engine.imageId("slipway/builder-python:3.11").orElseThrow();
    }
  }

  /// Returns the image's settings in the archive, whose digest is the image's id.
  private static byte[] config(Path archive) throws IOException, InterruptedException {
    var names = new String(tar("-tf", archive.toString()), UTF_8).lines().toList();
    var config =
        names.stream()
            .filter(name -> name.matches("[0-9a-f]{64}\\.json"))
            .findFirst()
            .orElseThrow();
    return tar("-xOf", archive.toString(), config);
  }

  private static byte[] tar(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("tar"));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).start();
    var answer = process.getInputStream().readAllBytes();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return answer;
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
