package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.client.ApiClient;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `slipway rollback PROJECT`: makes a project's production host show an earlier deployment.
@Command(
    name = "rollback",
    description = "Show an earlier deployment, or any other that is ready, in production.")
final class RollbackCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final ApiOptions api = new ApiOptions();

  @Parameters(index = "0", paramLabel = "PROJECT", description = "the project's name")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private String project = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DEPLOYMENT",
      description = "its short id or UUID (default: the one that was ready before)")
  private @Nullable String deployment;

  RollbackCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> fields = deployment == null ? Map.of() : Map.of("deployment", deployment);
    var path = "/api/projects/" + ApiClient.segment(project) + "/rollback";
    terminal.say(shown(api.client().post(path, fields)));
    return 0;
  }

  /// Returns the line that tells what production shows, according to `answer`.
  static String shown(JsonNode answer) {
    var shown = answer.path("shown");
    return "%s shows %s: %s"
        .formatted(
            answer.path("url").asText(),
            shown.path("shortId").asText(),
            shown.at("/commit/message").asText());
  }
}
