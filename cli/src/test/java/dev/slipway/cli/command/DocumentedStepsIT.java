package dev.slipway.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.signing.Envelope;
import dev.slipway.core.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs what docs/images.md says to check an attestation without Slipway.
class DocumentedStepsIT {

  private static final Path PAGE = Path.of("../docs/images.md");
  private static final String BEFORE = "The same without Slipway:\n\n```\n";

  /// The SHA-256 of `the tar`.
  private static final String DIGEST =
      "07bb52709bb259b607fc3284e6d077bac3487ba541044e6d76a63fd32e42eb85";

  @TempDir private Path folder;

  /// What came of it.
  private record Ending(int status, String said) {}

  @BeforeEach
  void download() throws IOException {
    var key = SigningKey.random();
    var statement =
        "{\"subject\": [{\"name\": \"a.tar\", \"digest\": {\"sha256\": \"%s\"}}]}"
            .formatted(DIGEST);
    var envelope = Envelope.sign("application/vnd.in-toto+json", statement.getBytes(UTF_8), key);
    var base64 = Base64.getEncoder();
    Files.writeString(folder.resolve("site.tar"), "the tar");
    Files.writeString(folder.resolve("key.pem"), key.verifying().pem());
    Files.writeString(
        folder.resolve("site.json"),
        "{\"payloadType\": \"%s\", \"payload\": \"%s\", \"signatures\": [{\"sig\": \"%s\"}]}"
            .formatted(
                envelope.payloadType(),
                base64.encodeToString(envelope.payload()),
                base64.encodeToString(envelope.signature())));
  }

  @Test
  void findThatTheTarIsWhatThePlatformVouchedFor() throws IOException, InterruptedException {
    var ending = run();

    assertThat(ending.said()).contains("Signature Verified Successfully", "site.tar: OK");
    assertThat(ending.status()).isZero();
  }

  @Test
  void findThatAnotherTarIsNot() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("site.tar"), "another tar");

    var ending = run();

    assertThat(ending.said()).contains("site.tar: FAILED");
    assertThat(ending.status()).isNotZero();
  }

  @Test
  void findThatSomebodyElseSigned() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("key.pem"), SigningKey.random().verifying().pem());

    var ending = run();

    assertThat(ending.said()).doesNotContain("Verified Successfully");
    assertThat(ending.status()).isNotZero();
  }

  private Ending run() throws IOException, InterruptedException {
    var page = Files.readString(PAGE);
    int begin = page.indexOf(BEFORE) + BEFORE.length();
    var steps = page.substring(begin, page.indexOf("```", begin));
    var output = folder.resolve("output.txt");
    var process =
        new ProcessBuilder("sh", "-e", "-c", steps)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Ending(process.exitValue(), Files.readString(output));
  }
}
