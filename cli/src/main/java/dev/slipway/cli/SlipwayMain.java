package dev.slipway.cli;

import dev.slipway.cli.command.SlipwayCommand;
import dev.slipway.cli.command.Terminal;
import dev.slipway.process.log.LogSettings;

/// The `slipway` command.
public final class SlipwayMain {

  private SlipwayMain() {}

  /// Runs the command that `arguments` spell, and exits with its code: 0 done, 1 failed, 64 wrong
  /// usage, 78 wrong configuration (the numbers of `sysexits.h`).
  @SuppressWarnings("SystemOut") // a command's words for people
  public static void main(String[] arguments) {
    LogSettings.toStandardError();
    System.exit(SlipwayCommand.run(new Terminal(System.out, System.err), arguments));
  }
}
