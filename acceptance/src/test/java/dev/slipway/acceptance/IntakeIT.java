package dev.slipway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.bench.SlipwayProcess;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every payload that GitHub documents, as npm's `@octokit/webhooks-examples` collects them,
/// delivered to a real receiver.
class IntakeIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;

  private record Example(String event, JsonNode payload) {}

  @Test
  void decidesAboutEveryEventThatGitHubSends()
      throws IOException, InterruptedException, GeneralSecurityException {
    var repository = Repository.in(folder.resolve("repository"));
    repository.write("index.html", "<p>x</p>").commit("x");
    var examples = examples();
    try (var slipway = Running.in(folder)) {
      var site = Site.add(slipway, "hooked", repository.folder());

      var unexpected = new ArrayList<String>();
      for (var example : examples) {
        var answer = deliver(slipway, site, example);
        var decision = JSON.readTree(answer.body()).path("decision").asText();
        if (!expected(example).contains(answer.statusCode() + " " + decision)) {
          unexpected.add(example.event + " → " + answer.statusCode() + " " + answer.body());
        }
      }

      assertThat(examples).hasSizeGreaterThan(100);
      assertThat(unexpected).isEmpty();
    }
  }

  private static List<String> expected(Example example) {
    var payload = example.payload;
    return switch (example.event) {
      case "ping" -> List.of("200 ignored");
      case "push" ->
          payload.path("ref").asText().startsWith("refs/heads/")
                  && !payload.path("deleted").asBoolean()
              ? List.of("202 queued", "202 joined")
              : List.of("202 ignored");
      default -> List.of("202 ignored");
    };
  }

  private static List<Example> examples() throws IOException {
    var file = Path.of("target", "webhooks-examples", "api.github.com", "index.json");
    assertThat(file)
        .as("the payloads of @octokit/webhooks-examples, which ./dev test fetches")
        .exists();
    var examples = new ArrayList<Example>();
    for (JsonNode event : JSON.readTree(Files.readAllBytes(file))) {
      for (JsonNode payload : event.path("examples")) {
        examples.add(new Example(event.path("name").asText(), payload));
      }
    }
    return examples;
  }

  private static HttpResponse<String> deliver(SlipwayProcess slipway, Site site, Example example)
      throws IOException, InterruptedException, GeneralSecurityException {
    byte[] body = JSON.writeValueAsBytes(example.payload);
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(site.secret().utf8(), "HmacSHA256"));
    var request =
        HttpRequest.newBuilder(slipway.address().resolve("/hooks/github/" + site.project()))
            .header("Content-Type", "application/json")
            .header("X-GitHub-Event", example.event)
            .header("X-GitHub-Delivery", UUID.randomUUID().toString())
            .header("X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(mac.doFinal(body)))
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return slipway.http().send(request, BodyHandlers.ofString());
  }
}
