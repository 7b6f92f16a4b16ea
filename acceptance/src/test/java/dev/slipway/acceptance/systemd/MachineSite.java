package dev.slipway.acceptance.systemd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.bench.machine.SystemdMachine;
import dev.slipway.cli.client.ApiClient;
import dev.slipway.cli.hook.PushSender;
import dev.slipway.core.secret.Secret;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.awaitility.Awaitility;

/// A project of the Slipway on a machine, whose repository is a folder of that machine.
record MachineSite(SystemdMachine machine, String name, Secret secret, HttpClient http) {

  static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration REQUEST = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Adds the project `name`, with a repository that has no commit yet.
  static MachineSite add(SystemdMachine machine, String name) throws InterruptedException {
    machine.run("git", "init", "--quiet", "--initial-branch", "main", "/srv/" + name);
    var http = HttpClient.newBuilder().connectTimeout(REQUEST).build();
    var fields = Map.of("name", name, "repository", "/srv/" + name);
    var added = api(machine, http).post("/api/projects", fields);
    return new MachineSite(machine, name, new Secret(added.path("secret").asText()), http);
  }

  /// Commits a site that takes `seconds` to build and says `text`, pushes it, and returns the id of
  /// its deployment.
  String push(int seconds, String text) throws IOException, InterruptedException {
    var build = "sleep %d; mkdir dist; echo %s >dist/index.html".formatted(seconds, text);
    machine.write("/srv/" + name + "/package.json", "{\"scripts\":{\"build\":\"" + build + "\"}}");
    git("add", "--all");
    git("-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "-q", "-m", text);
    return send(git("rev-parse", "HEAD").strip());
  }

  private String git(String... words) throws InterruptedException {
    var command = new String[words.length + 3];
    System.arraycopy(new String[] {"git", "-C", "/srv/" + name}, 0, command, 0, 3);
    System.arraycopy(words, 0, command, 3, words.length);
    return machine.run(command);
  }

  private String send(String commit) throws IOException, InterruptedException {
    var push = new PushSender.Push("refs/heads/main", commit, "A change", "A Tester", name);
    var hook = machine.receiver().resolve("/hooks/github/" + name);
    var answer = new PushSender(http).send(hook, secret, push);
    if (answer.statusCode() != 202) {
      throw new AssertionError("the hook answered " + answer.statusCode() + ": " + answer.body());
    }
    return JSON.readTree(answer.body()).path("deployment").asText();
  }

  /// Returns a deployment as it is now.
  JsonNode deployment(String id) throws InterruptedException {
    return api(machine, http).get("/api/deployments/" + id);
  }

  /// Waits until a deployment is ready, and returns it.
  JsonNode awaitReady(String id) {
    return Awaitility.await(name + " is ready")
        .pollInterval(POLL)
        .atMost(PATIENCE)
        .ignoreExceptionsMatching(e -> !(e instanceof AssertionError)) // it may be restarting
        .until(() -> deployment(id), MachineSite::isReady);
  }

  private static boolean isReady(JsonNode now) {
    var state = now.path("state").asText();
    if (Set.of("failed", "canceled", "superseded").contains(state)) {
      throw new AssertionError("it is " + state + ": " + now.path("reason"));
    }
    return state.equals("ready");
  }

  /// Waits until there is a build. It has two containers: its own, and the one that watches its
  /// disk.
  void awaitBuild() {
    awaitContainers("a build", count -> count >= 2);
  }

  /// Waits until no containers of builds are left.
  void awaitNoContainers() {
    awaitContainers("no containers", count -> count == 0);
  }

  private void awaitContainers(String what, IntPredicate count) {
    Awaitility.await(what)
        .pollInterval(POLL)
        .atMost(PATIENCE)
        .until(() -> count.test(machine.buildContainers().size()));
  }

  /// Returns how many runners there are on `machine`.
  static int runners(SystemdMachine machine) throws InterruptedException {
    return (int)
        machine
            .run("systemctl", "list-units", "--plain", "--no-legend", "slipway-job@*")
            .lines()
            .count();
  }

  /// Returns the log of a deployment.
  String log(String id) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(machine.receiver().resolve("/api/deployments/" + id + "/log"))
            .header("Authorization", "Bearer " + token(machine).reveal())
            .timeout(REQUEST)
            .build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  /// Returns what the production link answers.
  String visit() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(machine.sites())
            .header("Host", name + ".localhost")
            .timeout(REQUEST)
            .build();
    return http.send(request, BodyHandlers.ofString()).body().strip();
  }

  private static ApiClient api(SystemdMachine machine, HttpClient http)
      throws InterruptedException {
    return new ApiClient(http, machine.receiver(), token(machine));
  }

  private static Secret token(SystemdMachine machine) throws InterruptedException {
    return new Secret(machine.run("cat", "/root/.slipway/data/api-token").strip());
  }
}
