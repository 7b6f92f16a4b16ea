package dev.slipway.cli.command;

import dev.slipway.cli.client.ApiClient;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `slipway image DEPLOYMENT`: downloads the tar that `docker load` takes.
@Command(name = "image", description = "Download the portable container image of a deployment.")
final class ImageCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final ApiOptions api = new ApiOptions();

  @Parameters(index = "0", paramLabel = "DEPLOYMENT", description = "its short id or UUID")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private String deployment = "";

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "the file to write (default: DEPLOYMENT-image.tar)")
  private @Nullable Path output;

  ImageCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var file = output == null ? Path.of(deployment + "-image.tar") : output;
    api.client().download("/api/deployments/" + ApiClient.segment(deployment) + "/image", file);
    terminal.say("Wrote " + file + ". Load it with: docker load --input " + file);
    return 0;
  }
}
