package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.cli.client.ApiClient;
import java.nio.file.Path;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `slipway env PROJECT ACTION [NAME]`: the environment variables of a project. A value comes from
/// a file, from standard input or is asked for, never from an argument, where every user of the
/// machine could read it.
@Command(
    name = "env",
    description = "List, set, remove or import the environment variables of a project.")
final class EnvCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final ApiOptions api = new ApiOptions();

  @Parameters(index = "0", paramLabel = "PROJECT", description = "the project's name")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private String project = "";

  @Parameters(index = "1", paramLabel = "ACTION", description = "list, set, remove or import")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private String action = "";

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "KEY|FILE",
      description = "the variable to set or remove; the .env file to import, - for standard input")
  private @Nullable String name;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      description = "all (the default), production, preview or branch:NAME")
  private @Nullable String scope;

  @Option(
      names = "--kind",
      paramLabel = "public|secret",
      description = "secret unless said, but public for names that frameworks put into pages")
  private @Nullable String kind;

  @Option(
      names = "--use",
      paramLabel = "build|runtime|both",
      description = "when it is there (default: both)")
  private @Nullable String use;

  @Option(names = "--file", paramLabel = "FILE", description = "set the value that the file has")
  private @Nullable Path file;

  @Option(names = "--json", description = "print what the API answers")
  private boolean json;

  EnvCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var path = "/api/projects/" + ApiClient.segment(project) + "/variables";
    switch (action) {
      case "list" -> list(path);
      case "set" -> set(path + "/" + ApiClient.segment(name()));
      case "remove" -> remove(path + "/" + ApiClient.segment(name()));
      case "import" -> upload(path);
      default -> throw new UsageException(action + ": must be list, set, remove or import.");
    }
    return 0;
  }

  private void list(String path) throws InterruptedException {
    var answer = api.client().get(path);
    if (json) {
      terminal.say(answer.toString());
      return;
    }
    for (var variable : answer.path("variables")) {
      var value = variable.path("value");
      terminal.say(
          "%-24s  %-12s  %-7s  %s"
              .formatted(
                  variable.path("key").asText(),
                  variable.path("scope").asText(),
                  variable.path("use").asText(),
                  value.isNull() ? "(secret)" : value.asText().replace("\n", "\\n")));
    }
  }

  private void set(String path) throws InterruptedException {
    var wanted = JsonNodeFactory.instance.objectNode();
    put(wanted::put, "scope", scope);
    put(wanted::put, "kind", kind);
    put(wanted::put, "use", use);
    var value = file == null ? terminal.value("Value of " + name + ": ") : ValueFile.value(file);
    show(api.client().put(path, wanted.put("value", value.reveal())));
  }

  private void upload(String path) throws InterruptedException {
    var query = new StringJoiner("&", "?", "").setEmptyValue("");
    put((key, value) -> query.add(key + "=" + ApiClient.segment(value)), "scope", scope);
    put((key, value) -> query.add(key + "=" + ApiClient.segment(value)), "kind", kind);
    put((key, value) -> query.add(key + "=" + ApiClient.segment(value)), "use", use);
    var content = "-".equals(name()) ? terminal.input() : ValueFile.bytes(Path.of(name()));
    show(api.client().upload(path + query, content));
  }

  /// Takes a field that is given.
  private interface Fields {
    Object put(String key, String value);
  }

  private static void put(Fields fields, String key, @Nullable String value) {
    if (value != null) {
      fields.put(key, value);
    }
  }

  private void remove(String path) throws InterruptedException {
    api.client().delete(path + (scope == null ? "" : "?scope=" + ApiClient.segment(scope)));
    terminal.say("Removed " + name + ". Builds from now on do without it.");
  }

  private void show(JsonNode answer) {
    if (json) {
      terminal.say(answer.toString());
      return;
    }
    var keys = new StringJoiner(", ");
    answer.path("set").forEach(key -> keys.add(key.asText()));
    terminal.say("Set " + keys + ". The next build gets what is set.");
    answer.path("notes").forEach(note -> terminal.complain(note.asText()));
  }

  private String name() {
    if (name == null) {
      throw new UsageException(
          action.equals("import")
              ? "import: name the .env file, or - for standard input."
              : action + ": name the variable.");
    }
    return name;
  }
}
