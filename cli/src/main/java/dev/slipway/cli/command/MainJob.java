package dev.slipway.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.cli.embedded.Platform;
import dev.slipway.cli.hook.PushSender;
import dev.slipway.core.project.ProjectName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/// The main job as a user of GitHub sees it: a signed push over HTTP, the live log, the link.
final class MainJob {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Terminal terminal;
  private final Platform platform;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  MainJob(Terminal terminal, Platform platform) {
    this.terminal = terminal;
    this.platform = platform;
  }

  /// Pushes `target` and follows it; returns a deployment that was checked to answer.
  Optional<Deployed> run(Target target) throws InterruptedException {
    terminal.say("Pushing " + target.title() + " (" + target.commit().sha().abbreviated() + ")");
    var pushed = push(target);
    if (pushed.isEmpty()
        || !new Follower(terminal, platform.api()).toTheEnd(pushed.get().id())
        || !answers(pushed.get().link())) {
      return Optional.empty();
    }
    return Optional.of(new Deployed(pushed.get().project(), pushed.get().link()));
  }

  /// What came of a target.
  ///
  /// @param project what its project is called, which may be other than the target asked for
  record Deployed(ProjectName project, URI link) {}

  private record Pushed(ProjectName project, String id, URI link) {}

  private Optional<Pushed> push(Target target) throws InterruptedException {
    var hooked = platform.project(target.project(), target.repository(), target.branch());
    var name = hooked.project().name();
    var production = hooked.project().production();
    if (!production.equals(target.branch())) {
      terminal.say(
          "  as a preview: %s is not the production branch, %s, of the project %s"
              .formatted(target.branch(), production, name));
    }
    var hook = URI.create(platform.domain().control() + "/hooks/github/" + name);
    var push =
        new PushSender.Push(
            target.branch().ref(),
            target.commit().sha().value(),
            target.commit().message(),
            target.commit().author(),
            name.value());
    try {
      var answer = new PushSender(http).send(hook, hooked.secret(), push);
      if (answer.statusCode() != ACCEPTED) {
        terminal.complain("The hook answered " + answer.statusCode() + ": " + answer.body());
        return Optional.empty();
      }
      JsonNode decided = JSON.readTree(answer.body());
      if (!decided.hasNonNull("deployment")) {
        terminal.complain("  nothing is deployed: " + decided.path("reason").asText());
        return Optional.empty();
      }
      return Optional.of(
          new Pushed(
              name,
              decided.path("deployment").asText(),
              URI.create(decided.path("link").asText())));
    } catch (JsonProcessingException e) {
      terminal.complain("The hook did not answer with JSON: " + e.getOriginalMessage());
      return Optional.empty();
    } catch (IOException e) {
      terminal.complain("The hook did not answer: " + e);
      return Optional.empty();
    }
  }

  /// Asks for `link` as a browser would, which looks for no name server to find what ends in
  /// `.localhost`.
  private boolean answers(URI link) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(platform.domain().control().resolve(link.getPath()))
            .header("Host", link.getAuthority())
            .header("Accept", "text/html")
            .timeout(PATIENCE)
            .build();
    try {
      HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
      boolean good = answer.statusCode() == OK && answer.body().length > 0;
      if (good) {
        terminal.say("  checked: 200, " + answer.body().length + " bytes");
      } else {
        terminal.complain("  " + link + " answers " + answer.statusCode());
      }
      return good;
    } catch (IOException e) {
      terminal.complain("  " + link + " does not answer: " + e);
      return false;
    }
  }
}
