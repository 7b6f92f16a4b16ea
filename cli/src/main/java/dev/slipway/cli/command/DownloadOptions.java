package dev.slipway.cli.command;

import dev.slipway.cli.client.ApiClient;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The arguments of commands that download something of a deployment.
final class DownloadOptions {

  @Mixin private final ApiOptions api = new ApiOptions();

  @Parameters(index = "0", paramLabel = "DEPLOYMENT", description = "its short id or UUID")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private String deployment = "";

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "the file to write (default: a tar named after the deployment)")
  private @Nullable Path output;

  /// Downloads `thing` of the deployment into the file that was asked for, or one whose name ends
  /// in `ending`, and returns that.
  Path download(String thing, String ending) throws InterruptedException {
    var file = output == null ? Path.of(deployment + ending) : output;
    download(thing, file);
    return file;
  }

  /// Downloads `thing` of the deployment into `file`.
  void download(String thing, Path file) throws InterruptedException {
    var path = "/api/deployments/" + ApiClient.segment(deployment) + "/" + thing;
    api.client().download(path, file);
  }
}
