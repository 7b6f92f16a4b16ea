package dev.slipway.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `slipway image DEPLOYMENT`: downloads the tar that `docker load` takes.
@Command(name = "image", description = "Download the portable container image of a deployment.")
final class ImageCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final DownloadOptions wanted = new DownloadOptions();

  ImageCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var file = wanted.download("image", "-image.tar");
    terminal.say("Wrote " + file + ". Load it with: docker load --input " + file);
    return 0;
  }
}
