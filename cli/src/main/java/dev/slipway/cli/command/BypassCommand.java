package dev.slipway.cli.command;

import dev.slipway.cli.client.ApiClient;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `slipway bypass PROJECT ACTION [LABEL]`: the tokens by which automation sees guarded hosts.
@Command(
    name = "bypass",
    description = "Make, list or remove the tokens by which automation sees guarded hosts.")
final class BypassCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final ApiOptions api = new ApiOptions();

  @Parameters(index = "0", paramLabel = "PROJECT", description = "the project's name")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private String project = "";

  @Parameters(index = "1", paramLabel = "ACTION", description = "create, list or remove")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private String action = "";

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "LABEL",
      description = "what the token is known as, such as ci")
  private @Nullable String label;

  BypassCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var path = "/api/projects/" + ApiClient.segment(project) + "/access";
    switch (action) {
      case "create" -> create(path + "/bypass");
      case "list" -> list(path);
      case "remove" -> {
        api.client().delete(path + "/bypass/" + ApiClient.segment(label()));
        terminal.say("Removed " + label() + ", and every cookie that it set.");
      }
      default -> throw new UsageException(action + ": must be create, list or remove.");
    }
    return 0;
  }

  /// To standard output goes nothing but the token.
  private void create(String path) throws InterruptedException {
    var made = api.client().post(path, Map.of("label", label()));
    terminal.say(made.path("token").asText());
    terminal.complain("That is shown this once. It is sent as the header x-slipway-bypass.");
  }

  private void list(String path) throws InterruptedException {
    for (var bypass : api.client().get(path).path("bypass")) {
      terminal.say(
          "%-20s  %s".formatted(bypass.path("label").asText(), bypass.path("createdAt").asText()));
    }
  }

  private String label() {
    if (label == null) {
      throw new UsageException(action + ": name the token, such as ci.");
    }
    return label;
  }
}
