package dev.slipway.cli.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `slipway artifact DEPLOYMENT`: downloads the tar that it is served from, and on request what the
/// platform vouches for about it.
@Command(
    name = "artifact",
    description = "Download what a deployment serves, or the program that it is, as one tar.")
final class ArtifactCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final DownloadOptions wanted = new DownloadOptions();

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
    terminal.say("Wrote " + wanted.download("artifact", ".tar"));
    if (attestation != null) {
      wanted.download("attestation", attestation);
      terminal.say("Wrote " + attestation);
    }
    return 0;
  }
}
