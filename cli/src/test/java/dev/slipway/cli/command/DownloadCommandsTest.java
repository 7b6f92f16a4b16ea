package dev.slipway.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.client.RecordingServer;
import dev.slipway.cli.embedded.DataFolder;
import dev.slipway.core.signing.Envelope;
import dev.slipway.core.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands that take a deployment away, and the one that checks what was taken.
class DownloadCommandsTest {

  /// The SHA-256 of `the tar`.
  private static final String DIGEST =
      "07bb52709bb259b607fc3284e6d077bac3487ba541044e6d76a63fd32e42eb85";

  @TempDir private Path folder;
  private final Screen screen = new Screen();
  private final SigningKey key = SigningKey.random();
  private RecordingServer server;

  @BeforeEach
  void start() throws IOException {
    server = new RecordingServer();
    DataFolder.write(folder.resolve("address"), server.address().toString());
    DataFolder.write(folder.resolve("api-token"), "slw_1");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void writesTheImageAndSaysHowToLoadIt() {
    server.on("GET /api/deployments/a1b2c3d4e5/image", 200, "an image");
    var file = folder.resolve("image.tar");

    int code = run("image", "a1b2c3d4e5", "--output", file.toString());

    assertThat(code).isZero();
    assertThat(file).hasContent("an image");
    assertThat(screen.out()).contains("docker load --input " + file);
    assertThat(folder.resolve("image.tar.part")).doesNotExist();
  }

  @Test
  void leavesNoFileWhereThereIsNoImage() {
    server.on(
        "GET /api/deployments/a1b2c3d4e5/image",
        404,
        "{\"detail\": \"It has no portable image.\"}");
    var file = folder.resolve("image.tar");

    int code = run("image", "a1b2c3d4e5", "--output", file.toString());

    assertThat(code).isEqualTo(1);
    assertThat(screen.err()).contains("It has no portable image.");
    assertThat(file).doesNotExist();
  }

  @Test
  void writesTheTarWithItsAttestation() {
    server.on("GET /api/deployments/a1b2c3d4e5/artifact", 200, "the tar");
    server.on("GET /api/deployments/a1b2c3d4e5/attestation", 200, "{}");

    int code =
        run(
            "artifact",
            "a1b2c3d4e5",
            "--output",
            folder.resolve("a.tar").toString(),
            "--attestation",
            folder.resolve("a.json").toString());

    assertThat(code).isZero();
    assertThat(folder.resolve("a.tar")).hasContent("the tar");
    assertThat(folder.resolve("a.json")).hasContent("{}");
  }

  @Test
  void knowsTheTarThatThePlatformVouchedFor() throws IOException {
    int code = verify("the tar", attested(key, "application/vnd.in-toto+json"));

    assertThat(screen.err()).isEmpty();
    assertThat(code).isZero();
    assertThat(screen.out()).contains("is deployment a1b2c3d4e5 of project shop, commit c0ffee");
  }

  @Test
  void knowsThatAnotherTarIsNotTheOne() throws IOException {
    int code = verify("another tar", attested(key, "application/vnd.in-toto+json"));

    assertThat(code).isEqualTo(1);
    assertThat(screen.err()).contains("is not what");
  }

  @Test
  void knowsThatSomebodyElseSigned() throws IOException {
    int code = verify("the tar", attested(SigningKey.random(), "application/vnd.in-toto+json"));

    assertThat(code).isEqualTo(1);
    assertThat(screen.err()).contains("was not signed with the key");
  }

  @Test
  void takesNoOtherKindOfStatement() throws IOException {
    int code = verify("the tar", attested(key, "application/x-other"));

    assertThat(code).isEqualTo(1);
  }

  @Test
  void saysWhatIsNoAttestationAndNoKey() throws IOException {
    int attestation = verify("the tar", "not JSON");

    assertThat(attestation).isEqualTo(64);
    assertThat(screen.err()).contains("is no attestation");
  }

  private int verify(String tar, String attestation) throws IOException {
    var file = Files.writeString(folder.resolve("v.tar"), tar);
    var said = Files.writeString(folder.resolve("v.json"), attestation);
    var pem = Files.writeString(folder.resolve("key.pem"), key.verifying().pem());
    return SlipwayCommand.run(
        screen.terminal(),
        "verify",
        file.toString(),
        "--attestation",
        said.toString(),
        "--key",
        pem.toString());
  }

  private static String attested(SigningKey key, String type) {
    var statement =
        """
        {"subject": [{"name": "a.tar", "digest": {"sha256": "%s"}}],
         "predicate": {"shortId": "a1b2c3d4e5", "project": "shop", "commit": "c0ffee"}}
        """
            .formatted(DIGEST);
    var envelope = Envelope.sign(type, statement.getBytes(UTF_8), key);
    var base64 = Base64.getEncoder();
    return """
    {"payloadType": "%s", "payload": "%s", "signatures": [{"keyid": "%s", "sig": "%s"}]}
    """
        .formatted(
            type,
            base64.encodeToString(envelope.payload()),
            envelope.keyId(),
            base64.encodeToString(envelope.signature()));
  }

  private int run(String... arguments) {
    var all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--data";
    all[arguments.length + 1] = folder.toString();
    return SlipwayCommand.run(screen.terminal(), all);
  }
}
