package dev.slipway.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.bench.SlipwayProcess;
import dev.slipway.cli.embedded.DataFolder;
import dev.slipway.cli.hook.PushSender;
import dev.slipway.core.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;

/// A project of a running Slipway, as its owner and its visitors use it: added by the API, pushed
/// to by signed deliveries, visited by its links.
record Site(SlipwayProcess slipway, String project, Secret secret) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Adds the project `name` for the repository in `folder`.
  static Site add(SlipwayProcess slipway, String name, Path folder) throws InterruptedException {
    var fields = new HashMap<>(Map.of("name", name, "repository", folder.toString()));
    var added = slipway.api().post("/api/projects", fields);
    return new Site(slipway, name, new Secret(added.path("secret").asText()));
  }

  /// Sends the push of `commit` to `branch`, and returns the decision.
  JsonNode push(String branch, String commit) throws IOException, InterruptedException {
    var push = new PushSender.Push("refs/heads/" + branch, commit, "A change", "A Tester", project);
    var hook = slipway.address().resolve("/hooks/github/" + project);
    var answer = new PushSender(slipway.http()).send(hook, secret, push);
    if (answer.statusCode() != 202) {
      throw new AssertionError("the hook answered " + answer.statusCode() + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  /// Returns the deployment that `decision` is about, as it is now.
  JsonNode deployment(JsonNode decision) throws InterruptedException {
    return slipway.api().get("/api/deployments/" + decision.path("deployment").asText());
  }

  /// Waits until that deployment is in `state`, and returns it.
  JsonNode await(JsonNode decision, String state, Duration patience) {
    return Awaitility.await("deployment is " + state)
        .pollInterval(POLL)
        .atMost(patience)
        .until(() -> deployment(decision), now -> is(now, state));
  }

  /// Returns its whole log.
  String log(JsonNode decision) throws IOException, InterruptedException {
    var token = DataFolder.read(slipway.data().apiToken()).orElseThrow();
    var log =
        slipway
            .address()
            .resolve("/api/deployments/" + decision.path("deployment").asText() + "/log");
    var request =
        HttpRequest.newBuilder(log)
            .header("Authorization", "Bearer " + token)
            .timeout(PATIENCE)
            .build();
    return slipway.http().send(request, BodyHandlers.ofString()).body();
  }

  /// Visits `link` as a browser would that knows where `.localhost` is.
  HttpResponse<String> visit(String link) throws IOException, InterruptedException {
    var url = URI.create(link);
    var request =
        HttpRequest.newBuilder(slipway.address().resolve(url.getRawPath()))
            .header("Host", url.getAuthority())
            .header("Accept", "text/html")
            .timeout(PATIENCE)
            .build();
    return slipway.http().send(request, BodyHandlers.ofString());
  }

  /// Fails at once when the deployment has ended in another state, with the reason of that.
  private static boolean is(JsonNode now, String state) {
    var word = now.path("state").asText();
    var over = Set.of("ready", "failed", "canceled", "superseded").contains(word);
    if (over && !word.equals(state)) {
      throw new AssertionError("it is " + word + " instead: " + now.path("reason"));
    }
    return word.equals(state);
  }
}
