package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.client.ApiClient;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `slipway cache`: what a project's builds keep for the next ones.
@Command(
    name = "cache",
    description = "Show or clear what a project's builds keep for the next ones.",
    subcommands = {CacheCommand.ListCaches.class, CacheCommand.Clear.class})
final class CacheCommand {

  private static final double MIB = 1 << 20;

  private CacheCommand() {}

  /// `slipway cache list PROJECT`.
  @Command(name = "list", description = "List the caches, the last used first.")
  static final class ListCaches implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private final ApiOptions api = new ApiOptions();

    @Parameters(index = "0", paramLabel = "PROJECT", description = "the project's name")
    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    private String project = "";

    ListCaches(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
      var caches = api.client().get(path(project)).path("caches");
      if (caches.isEmpty()) {
        terminal.say("No build has left anything for the next one.");
      }
      caches.forEach(cache ->
          terminal.say(
              "%-10s  %10s  %s  used %s"
                  .formatted(
                      cache.path("trust").asText(),
                      size(cache.path("bytes")),
                      cache.path("node").asText(),
                      cache.path("usedAt").asText())));
      return 0;
    }

    private static String size(JsonNode bytes) {
      return bytes.isNumber()
          ? String.format(Locale.ROOT, "%,.1f MiB", bytes.asLong() / MIB)
          : "not yet";
    }
  }

  /// `slipway cache clear PROJECT`.
  @Command(name = "clear", description = "Have the next builds begin without.")
  static final class Clear implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private final ApiOptions api = new ApiOptions();

    @Parameters(index = "0", paramLabel = "PROJECT", description = "the project's name")
    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    private String project = "";

    Clear(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
      api.client().delete(path(project));
      terminal.say("Cleared: builds of " + project + " that begin from now on begin without.");
      return 0;
    }
  }

  private static String path(String project) {
    return "/api/projects/" + ApiClient.segment(project) + "/cache";
  }
}
