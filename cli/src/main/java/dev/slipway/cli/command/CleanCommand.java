package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `slipway clean`: takes their files away from deployments that nobody can reach, now and not at
/// the next round; `--dry-run` only tells which those are.
@Command(
    name = "clean",
    description = "Clean away what no host shows and no setting or pin keeps, or tell what goes.")
final class CleanCommand implements Callable<Integer> {

  private static final long KIB = 1L << 10;
  private static final long MIB = 1L << 20;

  private final Terminal terminal;

  @Mixin private final ApiOptions api = new ApiOptions();

  @Option(names = "--dry-run", description = "only tell what would go")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private boolean dryRun;

  CleanCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var client = api.client();
    if (dryRun) {
      tell(client.get("/api/retention/plan"));
    } else {
      var answer = client.post("/api/retention/clean", Map.of());
      terminal.say(
          "%d deployments lost their files, which are deleted within some minutes."
              .formatted(answer.path("deployments").asInt()));
    }
    return 0;
  }

  private void tell(JsonNode plan) {
    for (var expiry : plan.path("expiries")) {
      terminal.say(
          "%s  %s  ready %s, %s: %s"
              .formatted(
                  expiry.path("project").asText(),
                  size(expiry),
                  expiry.path("readyAt").asText(),
                  expiry.path("cause").asText(),
                  String.join(
                      ", ",
                      expiry.path("deployments").valueStream().map(JsonNode::asText).toList())));
    }
    tell("artifacts that nobody knows", plan.path("orphans"));
    tell("logs", plan.path("logs"));
    tell("images", plan.path("images"));
    for (var overrun : plan.path("overruns")) {
      terminal.say(
          "%s must keep %s, more than its budget of %s: nothing of that goes."
              .formatted(
                  overrun.path("project").asText("The platform"),
                  size(overrun),
                  size(overrun.path("budget").asLong())));
    }
    terminal.say(
        "Artifacts take %s now, and would take %s."
            .formatted(size(plan), size(plan.path("bytesAfter").asLong())));
  }

  private void tell(String what, JsonNode sum) {
    if (sum.path("count").asInt() > 0) {
      terminal.say("%d %s  %s".formatted(sum.path("count").asInt(), what, size(sum)));
    }
  }

  private static String size(JsonNode thing) {
    return size(thing.path("bytes").asLong());
  }

  private static String size(long bytes) {
    return bytes < MIB ? bytes / KIB + " KiB" : bytes / MIB + " MiB";
  }
}
