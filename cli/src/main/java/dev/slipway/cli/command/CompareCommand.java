package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.client.ApiClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `slipway compare DEPLOYMENT DEPLOYMENT`: what differs between the files of two deployments. Ends
/// with 1 if anything does.
@Command(name = "compare", description = "Show what differs between the files of two deployments.")
final class CompareCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final ApiOptions api = new ApiOptions();

  @Parameters(index = "0", paramLabel = "DEPLOYMENT", description = "its short id or UUID")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private String first = "";

  @Parameters(index = "1", paramLabel = "DEPLOYMENT", description = "its short id or UUID")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private String second = "";

  @Option(names = "--json", description = "print what the API answers")
  private boolean json;

  CompareCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var path =
        "/api/deployments/" + ApiClient.segment(first) + "/compare/" + ApiClient.segment(second);
    var comparison = api.client().get(path);
    if (json) {
      terminal.say(comparison.toPrettyString());
    } else {
      say(comparison);
    }
    return comparison.path("same").asBoolean() ? 0 : 1;
  }

  private void say(JsonNode comparison) {
    if (comparison.path("same").asBoolean()) {
      terminal.say("They are the same.");
      return;
    }
    comparison.path("circumstances").forEach(text -> terminal.say(text.asText()));
    comparison.path("onlyInFirst").forEach(path -> terminal.say("- " + path.asText()));
    comparison.path("onlyInSecond").forEach(path -> terminal.say("+ " + path.asText()));
    comparison.path("differing").forEach(this::sayDifference);
    terminal.say(comparison.path("files").asText() + " files differ.");
  }

  private void sayDifference(JsonNode difference) {
    terminal.say(
        "! %s  %s B, %s B"
            .formatted(
                difference.path("path").asText(),
                difference.path("firstBytes").asText(),
                difference.path("secondBytes").asText()));
    var hint = difference.path("hint");
    if (hint.isObject()) {
      terminal.say(
          "    from byte %s on it looks like %s:"
              .formatted(hint.path("offset").asText(), kind(hint.path("kind").asText())));
      terminal.say("    - " + hint.path("first").asText());
      terminal.say("    + " + hint.path("second").asText());
    }
  }

  private static String kind(String word) {
    return switch (word) {
      case "time" -> "a time";
      case "id" -> "a random id or a hash";
      default -> "text";
    };
  }
}
