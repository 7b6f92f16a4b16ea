package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.cli.client.ApiClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `slipway pin DEPLOYMENT`: keeps the files of a deployment, whatever is cleaned.
@Command(name = "pin", description = "Keep a deployment's files, whatever is cleaned.")
final class PinCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final ApiOptions api = new ApiOptions();

  @Parameters(index = "0", paramLabel = "DEPLOYMENT", description = "its short id or UUID")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private String deployment = "";

  PinCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var path = "/api/deployments/" + ApiClient.segment(deployment) + "/pin";
    api.client().put(path, JsonNodeFactory.instance.objectNode());
    terminal.say("The files of " + deployment + " are kept until it is unpinned.");
    return 0;
  }
}
