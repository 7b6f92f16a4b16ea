package dev.slipway.cli.command;

import dev.slipway.cli.client.ApiClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `slipway unpin DEPLOYMENT`: lets the files of a deployment go as any other's.
@Command(name = "unpin", description = "Let a deployment's files be cleaned away as any other's.")
final class UnpinCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final ApiOptions api = new ApiOptions();

  @Parameters(index = "0", paramLabel = "DEPLOYMENT", description = "its short id or UUID")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private String deployment = "";

  UnpinCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var path = "/api/deployments/" + ApiClient.segment(deployment) + "/pin";
    api.client().delete(path);
    terminal.say("The files of " + deployment + " are kept as any other's.");
    return 0;
  }
}
