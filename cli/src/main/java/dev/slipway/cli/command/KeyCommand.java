package dev.slipway.cli.command;

import dev.slipway.store.secret.EncryptionKey;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `slipway key …`: the key that encrypts what is secret in the server profile's database.
@Command(
    name = "key",
    description = "Make the encryption key.",
    subcommands = KeyCommand.Create.class)
final class KeyCommand {

  private KeyCommand() {}

  /// `slipway key create FILE`: a second time, it changes nothing.
  @Command(
      name = "create",
      description =
          "Make an encryption key in FILE, readable by its owner alone, if it is missing.")
  static final class Create implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "FILE", description = "where to keep the key")
    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    private Path file = Path.of("");

    Create(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      terminal.say(
          EncryptionKey.create(file.toAbsolutePath())
              ? "Made an encryption key in " + file + ". Keep a copy of it elsewhere."
              : "There is an encryption key in " + file + " already.");
      return 0;
    }
  }
}
