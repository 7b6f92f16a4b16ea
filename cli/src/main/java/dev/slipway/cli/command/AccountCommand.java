package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `slipway account`: how many builds of the account may run at a time.
@Command(
    name = "account",
    description = "Show or change how many builds of your account run at a time.")
final class AccountCommand implements Callable<Integer> {

  private static final String PATH = "/api/account";
  private static final String CONCURRENCY = "concurrency";

  private final Terminal terminal;

  @Mixin private final ApiOptions api = new ApiOptions();

  @Option(names = "--concurrency", paramLabel = "N", description = "from now on this many")
  private @Nullable Integer concurrency;

  AccountCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var client = api.client();
    var account =
        concurrency == null
            ? client.get(PATH)
            : client.patch(
                PATH,
                JsonNodeFactory.instance.objectNode().put(CONCURRENCY, concurrency.intValue()));
    terminal.say("concurrency  " + account.path(CONCURRENCY).asText());
    return 0;
  }
}
