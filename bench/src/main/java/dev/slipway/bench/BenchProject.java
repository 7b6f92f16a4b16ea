package dev.slipway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.bench.builds.Project;
import dev.slipway.cli.hook.PushSender;
import dev.slipway.core.secret.Secret;
import dev.slipway.runner.checkout.CheckoutLimits;
import dev.slipway.runner.checkout.FolderSnapshot;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// A project of a running Slipway that a benchmark pushes to.
record BenchProject(SlipwayProcess slipway, String name, Path repository, Secret secret)
    implements Project {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration POLL = Duration.ofMillis(20);

  /// Adds the project `name` for the repository that is, or will be, in `repository`.
  static BenchProject add(SlipwayProcess slipway, String name, Path repository)
      throws InterruptedException {
    var added =
        slipway
            .api()
            .post("/api/projects", Map.of("name", name, "repository", repository.toString()));
    var secret = new Secret(added.path("secret").asText());
    return new BenchProject(slipway, name, repository, secret);
  }

  @Override
  public JsonNode push(Path folder, Duration patience) throws IOException, InterruptedException {
    return awaitReady(pushOnly(folder), patience);
  }

  /// Waits until the deployment is ready, and returns it.
  ///
  /// @throws IllegalStateException with the reason if it comes to another end
  JsonNode awaitReady(String deployment, Duration patience) throws InterruptedException {
    var end = awaitEnd(deployment, patience);
    if (!end.path("state").asText().equals("ready")) {
      throw new IllegalStateException("not ready: " + end.path("reason"));
    }
    return end;
  }

  @Override
  public long pushToLink(JsonNode deployment) {
    return between(deployment, "createdAt", "finishedAt");
  }

  /// Pushes what is in `folder` and returns the id of its deployment.
  String pushOnly(Path folder) throws IOException, InterruptedException {
    var snapshot = FolderSnapshot.take(folder, repository, CheckoutLimits.USUAL.tree());
    var push =
        new PushSender.Push(
            snapshot.branch().ref(), snapshot.commit().sha().value(), "bench", "bench", name);
    URI hook = slipway.address().resolve("/hooks/github/" + name);
    var answer = new PushSender(slipway.http()).send(hook, secret, push);
    return JSON.readTree(answer.body()).path("deployment").asText();
  }

  /// Has the newest commit deployed again, and returns the id of that deployment.
  String redeploy() throws InterruptedException {
    var path = "/api/projects/" + name + "/redeploy";
    return slipway.api().post(path, Map.of()).path("deployment").asText();
  }

  /// Waits until the deployment has come to its end, and returns it.
  JsonNode awaitEnd(String deployment, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      var now = slipway.api().get("/api/deployments/" + deployment);
      if (now.hasNonNull("finishedAt")) {
        return now;
      }
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
    }
    throw new IllegalStateException(deployment + " took longer than " + patience);
  }

  /// Reads the live log until a line holds `text`.
  void awaitLog(String deployment, String text, Duration patience) throws InterruptedException {
    var seen = new AtomicBoolean();
    var reader =
        Thread.startVirtualThread(() -> {
          try (var log = slipway.api().follow(deployment)) {
            log.until(line -> line.contains(text));
            seen.set(true);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    reader.join(patience);
    if (!seen.get()) {
      throw new IllegalStateException(text + " was not in the log within " + patience);
    }
  }

  /// Tells the deployment to stop.
  void cancel(String deployment) throws InterruptedException {
    slipway.api().post("/api/deployments/" + deployment + "/cancel", Map.of());
  }

  /// Returns the milliseconds between two of a deployment's times.
  static long between(JsonNode deployment, String from, String to) {
    return Duration.between(
            Instant.parse(deployment.path(from).asText()),
            Instant.parse(deployment.path(to).asText()))
        .toMillis();
  }
}
