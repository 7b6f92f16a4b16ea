package dev.slipway.cli.command;

import dev.slipway.cli.client.ApiClient;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `slipway promote PROJECT DEPLOYMENT`: makes a project's production host show a deployment that
/// is ready, such as the preview that was just looked at.
@Command(
    name = "promote",
    description = "Show a deployment that is ready, such as a preview, in production.")
final class PromoteCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final ApiOptions api = new ApiOptions();

  @Parameters(index = "0", paramLabel = "PROJECT", description = "the project's name")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private String project = "";

  @Parameters(index = "1", paramLabel = "DEPLOYMENT", description = "its short id or UUID")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private String deployment = "";

  PromoteCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var path = "/api/projects/" + ApiClient.segment(project) + "/promote";
    terminal.say(RollbackCommand.shown(api.client().post(path, Map.of("deployment", deployment))));
    return 0;
  }
}
