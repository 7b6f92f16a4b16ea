package dev.slipway.cli.command;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.account.ApiToken;
import dev.slipway.store.database.Schema;
import dev.slipway.store.tables.DatabaseApiTokens;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `slipway token …`: the API tokens of the server profile, for who can read its database.
@Command(name = "token", description = "Make API tokens.", subcommands = TokenCommand.Create.class)
final class TokenCommand {

  private TokenCommand() {}

  /// `slipway token create`: prints nothing but the token to standard output.
  @Command(
      name = "create",
      description =
          "Make an API token, and print it. Where, the file named by SLIPWAY_CONFIG says, and"
              + " variables.")
  static final class Create implements Callable<Integer> {

    private static final int LONGEST_LABEL = 100;

    private final Terminal terminal;

    @Option(
        names = "--label",
        paramLabel = "TEXT",
        description = "what it is for (default: ${DEFAULT-VALUE})",
        defaultValue = "made by slipway token create")
    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    private String label = "";

    Create(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
      if (label.length() > LONGEST_LABEL) {
        throw new UsageException("--label: must be at most " + LONGEST_LABEL + " characters.");
      }
      try (var database = ServerDatabase.open(System.getenv())) {
        Schema.require(database.db());
        var token = ApiToken.random(new SecureRandom());
        new DatabaseApiTokens(database.db(), Clock.systemUTC()).add(AccountId.FIRST, token, label);
        terminal.say(token.secret().reveal());
        terminal.complain("That is shown this once. Commands take it from SLIPWAY_TOKEN.");
        return 0;
      }
    }
  }
}
