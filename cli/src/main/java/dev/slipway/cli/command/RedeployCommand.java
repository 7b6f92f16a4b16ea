package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.client.ApiClient;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `slipway redeploy PROJECT`: deploys without a push, and follows the log.
@Command(
    name = "redeploy",
    description = "Deploy a project's newest commit, a branch, a commit or an earlier deployment.")
final class RedeployCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final ApiOptions api = new ApiOptions();

  @Parameters(index = "0", paramLabel = "PROJECT", description = "the project's name")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private String project = "";

  @Option(names = "--branch", paramLabel = "B", description = "the newest commit of this branch")
  private @Nullable String branch;

  @Option(names = "--commit", paramLabel = "SHA", description = "this commit, in full")
  private @Nullable String commit;

  @Option(names = "--deployment", paramLabel = "ID", description = "the commit of this deployment")
  private @Nullable String deployment;

  @Option(names = "--rebuild", description = "build it even if the same was built before")
  private boolean rebuild;

  RedeployCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var fields = JsonNodeFactory.instance.objectNode();
    put(fields, "branch", branch);
    put(fields, "commit", commit);
    put(fields, "deployment", deployment);
    if (rebuild) {
      fields.put("rebuild", true);
    }
    ApiClient client = api.client();
    var decided = client.post("/api/projects/" + ApiClient.segment(project) + "/redeploy", fields);
    return new Follower(terminal, client).toTheEnd(decided.path("deployment").asText()) ? 0 : 1;
  }

  private static void put(ObjectNode fields, String key, @Nullable String value) {
    if (value != null) {
      fields.put(key, value);
    }
  }
}
