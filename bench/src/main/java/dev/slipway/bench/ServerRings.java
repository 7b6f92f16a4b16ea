package dev.slipway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.machine.DebianPackage;
import dev.slipway.bench.machine.SystemdMachine;
import dev.slipway.cli.client.ApiClient;
import dev.slipway.core.secret.Secret;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// How soon a runner has a job on a server, where systemd starts it: measured on a machine that
/// boots systemd, with the package installed.
final class ServerRings {

  private static final String NAME = "rings";
  private static final String REPOSITORY = "/srv/" + NAME;
  private static final Duration POLL = Duration.ofMillis(100);

  private ServerRings() {}

  /// Returns, for each of `count` deployments, the milliseconds from its record to its claim.
  static long[] measure(Path clone, int count, Duration patience) throws InterruptedException {
    var deb = DebianPackage.build(clone);
    var claimed = new long[count];
    try (var machine = SystemdMachine.boot()) {
      machine.install(deb);
      machine.setUp();
      var api = api(machine);
      addProject(machine, api);
      for (int i = 0; i < count; i++) {
        var decided = api.post("/api/projects/" + NAME + "/redeploy", Map.of());
        var ready = awaitEnd(api, decided.path("deployment").asText(), patience);
        claimed[i] = BenchProject.between(ready, "createdAt", "startedAt");
      }
    }
    return claimed;
  }

  private static ApiClient api(SystemdMachine machine) throws InterruptedException {
    var token = new Secret(machine.run("cat", "/root/.slipway/data/api-token").strip());
    return new ApiClient(HttpClient.newHttpClient(), machine.receiver(), token);
  }

  private static void addProject(SystemdMachine machine, ApiClient api)
      throws InterruptedException {
    machine.run("git", "init", "--quiet", "--initial-branch", "main", REPOSITORY);
    machine.write(REPOSITORY + "/index.html", "<p>a page</p>");
    machine.run("git", "-C", REPOSITORY, "add", "--all");
    machine.run(
        "git",
        "-C",
        REPOSITORY,
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@example.com",
        "commit",
        "--quiet",
        "--message",
        "A page");
    api.post("/api/projects", Map.of("name", NAME, "repository", REPOSITORY));
  }

  private static JsonNode awaitEnd(ApiClient api, String deployment, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      var now = api.get("/api/deployments/" + deployment);
      if (now.path("state").asText().equals("ready")) {
        return now;
      }
      Thread.sleep(POLL);
    }
    throw new IllegalStateException(
        "deployment " + deployment + " is not ready after " + patience + ", on the server");
  }
}
