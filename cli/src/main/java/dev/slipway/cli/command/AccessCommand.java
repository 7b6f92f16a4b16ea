package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.client.ApiClient;
import dev.slipway.core.secret.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `slipway access PROJECT`: who may see a project's hosts. A password comes from a file or is
/// asked for, never from an argument, where every user of the machine could read it.
@Command(name = "access", description = "Show or settle who may see a project's hosts.")
final class AccessCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final ApiOptions api = new ApiOptions();

  @Parameters(index = "0", paramLabel = "PROJECT", description = "the project's name")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private String project = "";

  @Option(
      names = "--production",
      paramLabel = "open|guarded",
      description = "what the project's own host shows")
  private @Nullable String production;

  @Option(
      names = "--preview",
      paramLabel = "open|guarded",
      description = "every other host: of deployments and of branches")
  private @Nullable String preview;

  @ArgGroup private @Nullable PasswordOptions password;

  @Option(names = "--end-shares", description = "end every share link that there is")
  private boolean endShares;

  @Option(names = "--json", description = "print what the API answers")
  private boolean json;

  /// What is to become of the password; one at most.
  static final class PasswordOptions {

    @Option(names = "--password", description = "ask for a password, and set it")
    private boolean asked;

    @Option(
        names = "--password-file",
        paramLabel = "FILE",
        description = "set the password that is the file's first line")
    private @Nullable Path file;

    @Option(names = "--no-password", description = "let nobody in by a password")
    private boolean none;
  }

  AccessCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var path = "/api/projects/" + ApiClient.segment(project) + "/access";
    var wanted = wanted();
    var client = api.client();
    if (endShares) {
      client.delete(path + "/shares");
    }
    show(wanted.isEmpty() ? client.get(path) : client.put(path, wanted));
    return 0;
  }

  private ObjectNode wanted() {
    var wanted = JsonNodeFactory.instance.objectNode();
    if (production != null) {
      wanted.put("production", production);
    }
    if (preview != null) {
      wanted.put("preview", preview);
    }
    if (password != null) {
      wanted.put("password", password.none ? null : secret(password).reveal());
    }
    return wanted;
  }

  private Secret secret(PasswordOptions options) {
    return options.asked || options.file == null
        ? terminal.secret("Password for the guarded hosts of " + project + ": ")
        : PasswordFile.read(options.file);
  }

  private void show(JsonNode access) {
    if (json) {
      terminal.say(access.toString());
      return;
    }
    var labels = new ArrayList<String>();
    access.path("bypass").forEach(bypass -> labels.add(bypass.path("label").asText()));
    say("production", access.path("production").asText());
    say("preview", access.path("preview").asText());
    say("password", access.path("password").asBoolean() ? "set" : "none");
    say("bypass", labels.isEmpty() ? "none" : String.join(", ", labels));
  }

  private void say(String name, String value) {
    terminal.say("%-10s  %s".formatted(name, value));
  }
}
