package dev.slipway.cli.command;

import dev.slipway.cli.client.ApiClient;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `slipway cancel DEPLOYMENT`: stops a deployment that is not ready yet.
@Command(name = "cancel", description = "Stop a deployment that is queued or building.")
final class CancelCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final ApiOptions api = new ApiOptions();

  @Parameters(index = "0", paramLabel = "DEPLOYMENT", description = "its short id or UUID")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private String deployment = "";

  CancelCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    api.client().post("/api/deployments/" + ApiClient.segment(deployment) + "/cancel", Map.of());
    terminal.say("Told " + deployment + " to stop.");
    return 0;
  }
}
