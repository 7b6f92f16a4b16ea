package dev.slipway.cli.hook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.cli.client.RecordingServer;
import dev.slipway.core.secret.Secret;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushSenderTest {

  /// The example of GitHub's "Validating webhook deliveries".
  private static final Secret SECRET = new Secret("It's a Secret to Everybody");

  private static final String SIGNATURE =
      "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

  private RecordingServer hook;
  private PushSender sender;

  @BeforeEach
  void start() throws IOException {
    hook = new RecordingServer().on("POST /hook", 202, "{\"decision\":\"queued\"}");
    sender = new PushSender(HttpClient.newHttpClient());
  }

  @AfterEach
  void stop() {
    hook.close();
  }

  @Test
  void signsAsGitHubDoes() throws IOException, InterruptedException {
    byte[] body = "Hello, World!".getBytes(StandardCharsets.UTF_8);

    sender.send(hook.address().resolve("/hook"), SECRET, body);

    var sent = hook.asked().getFirst();
    assertThat(sent.text()).isEqualTo("Hello, World!");
    assertThat(sent.header("X-Hub-Signature-256")).isEqualTo(SIGNATURE);
  }

  @Test
  void sendsAPushWithGitHubsHeaders()
      throws IOException, InterruptedException, GeneralSecurityException {
    var push = new PushSender.Push("refs/heads/main", "a".repeat(40), "Grüße", "Ada", "site");

    var answer = sender.send(hook.address().resolve("/hook"), SECRET, push);

    var sent = hook.asked().getFirst();
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo("{\"decision\":\"queued\"}");
    assertThat(sent.header("X-GitHub-Event")).isEqualTo("push");
    assertThat(sent.header("Content-Type")).isEqualTo("application/json");
    assertThat(sent.header("X-Hub-Signature-256")).isEqualTo("sha256=" + hmac(sent.body()));
    var payload = new ObjectMapper().readTree(sent.body());
    assertThat(payload.path("ref").asText()).isEqualTo("refs/heads/main");
    assertThat(payload.path("after").asText()).isEqualTo("a".repeat(40));
    assertThat(payload.path("deleted").asBoolean(true)).isFalse();
    assertThat(payload.path("head_commit").path("message").asText()).isEqualTo("Grüße");
    assertThat(payload.path("head_commit").path("author").path("name").asText()).isEqualTo("Ada");
  }

  @Test
  void givesEveryDeliveryAnIdOfItsOwn() throws IOException, InterruptedException {
    hook.on("POST /hook", 202, "{}");
    var push = new PushSender.Push("refs/heads/main", "a".repeat(40), "", "", "site");

    sender.send(hook.address().resolve("/hook"), SECRET, push);
    sender.send(hook.address().resolve("/hook"), SECRET, push);

    assertThat(hook.asked())
        .extracting(sent -> sent.header("X-GitHub-Delivery"))
        .doesNotContainNull()
        .doesNotHaveDuplicates()
        .hasSize(2);
  }

  private static String hmac(byte[] body) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.utf8(), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(body));
  }
}
