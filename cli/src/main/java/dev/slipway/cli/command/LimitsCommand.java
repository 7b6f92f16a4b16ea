package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.client.ApiClient;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `slipway limits PROJECT`: what the builds of a project may use.
@Command(name = "limits", description = "Show or change what a project's builds may use.")
final class LimitsCommand implements Callable<Integer> {

  private static final List<String> NAMES =
      List.of("memory", "cpus", "processes", "disk", "time", "log");

  private final Terminal terminal;

  @Mixin private final ApiOptions api = new ApiOptions();

  @Parameters(index = "0", paramLabel = "PROJECT", description = "the project's name")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private String project = "";

  @Option(names = "--memory", paramLabel = "SIZE", description = "such as 4g")
  private @Nullable String memory;

  @Option(names = "--cpus", paramLabel = "N", description = "how many processors' time")
  private @Nullable Integer cpus;

  @Option(names = "--processes", paramLabel = "N", description = "processes and threads at once")
  private @Nullable Integer processes;

  @Option(
      names = "--disk",
      paramLabel = "SIZE",
      description = "of the workspace, and of the cache, such as 8g")
  private @Nullable String disk;

  @Option(
      names = "--time",
      paramLabel = "TIME",
      description = "for install and build together, such as 20m")
  private @Nullable String time;

  @Option(names = "--log", paramLabel = "SIZE", description = "of the build's log, such as 20m")
  private @Nullable String log;

  @Option(
      names = "--clear",
      paramLabel = "NAME",
      description = "leave this limit to the platform: memory, cpus, processes, disk, time or log")
  private List<String> cleared = List.of();

  LimitsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var wanted = wanted();
    var path = "/api/projects/" + ApiClient.segment(project) + "/limits";
    var client = api.client();
    var limits = wanted.isEmpty() ? client.get(path) : client.patch(path, wanted);
    for (var name : NAMES) {
      var limit = limits.path(name);
      terminal.say("%-9s  %s".formatted(name, limit.isNull() ? "as usual" : limit.asText()));
    }
    return 0;
  }

  private ObjectNode wanted() {
    var wanted = JsonNodeFactory.instance.objectNode();
    for (var name : cleared) {
      if (!NAMES.contains(name)) {
        throw new UsageException(
            "--clear " + name + ": there are " + String.join(", ", NAMES) + ".");
      }
      wanted.putNull(name);
    }
    put(wanted, "memory", text(memory));
    put(wanted, "cpus", number(cpus));
    put(wanted, "processes", number(processes));
    put(wanted, "disk", text(disk));
    put(wanted, "time", text(time));
    put(wanted, "log", text(log));
    return wanted;
  }

  private static void put(ObjectNode wanted, String name, @Nullable JsonNode value) {
    if (value == null) {
      return;
    }
    if (wanted.has(name)) {
      throw new UsageException("--" + name + " and --clear " + name + ": only one can be.");
    }
    wanted.set(name, value);
  }

  private static @Nullable JsonNode text(@Nullable String value) {
    return value == null ? null : JsonNodeFactory.instance.textNode(value);
  }

  private static @Nullable JsonNode number(@Nullable Integer value) {
    return value == null ? null : JsonNodeFactory.instance.numberNode(value);
  }
}
