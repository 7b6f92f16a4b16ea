package dev.slipway.cli.command;

import dev.slipway.cli.client.ApiClient;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `slipway artifact DEPLOYMENT`: downloads the tar that it is served from, and on request what the
/// platform vouches for about it.
@Command(name = "artifact", description = "Download what a deployment serves, as one tar.")
final class ArtifactCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final ApiOptions api = new ApiOptions();

  @Parameters(index = "0", paramLabel = "DEPLOYMENT", description = "its short id or UUID")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private String deployment = "";

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "the file to write (default: DEPLOYMENT.tar)")
  private @Nullable Path output;

  @Option(
      names = "--attestation",
      paramLabel = "FILE",
      description = "where to write the signed statement about it; slipway verify checks it")
  private @Nullable Path attestation;

  ArtifactCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var path = "/api/deployments/" + ApiClient.segment(deployment);
    var file = output == null ? Path.of(deployment + ".tar") : output;
    var client = api.client();
    client.download(path + "/artifact", file);
    terminal.say("Wrote " + file);
    if (attestation != null) {
      client.download(path + "/attestation", attestation);
      terminal.say("Wrote " + attestation);
    }
    return 0;
  }
}
