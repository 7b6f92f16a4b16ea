package dev.slipway.cli.command;

import dev.slipway.cli.client.ApiClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `slipway explain URL`: why a URL of a site gets the answer that it gets.
@Command(name = "explain", description = "Say why a URL of a site gets the answer that it gets.")
final class ExplainCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final ApiOptions api = new ApiOptions();

  @Parameters(index = "0", paramLabel = "URL", description = "of a page or file of a site")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private String page = "";

  @Option(
      names = {"-H", "--header"},
      paramLabel = "'NAME: VALUE'",
      description =
          "a field of the request, in place of what a browser sends that goes to a page; without a"
              + " value it is not sent")
  private List<String> headers = List.of();

  @Option(names = "--method", paramLabel = "METHOD", description = "such as HEAD (default: GET)")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private String method = "GET";

  @Option(names = "--json", description = "print the answer of the API as it is")
  private boolean json;

  ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var query = new StringBuilder("/api/explain?url=").append(ApiClient.segment(page));
    query.append("&method=").append(ApiClient.segment(method));
    headers.forEach(header -> query.append("&header=").append(ApiClient.segment(header)));
    var answer = api.client().get(query.toString());
    if (json) {
      terminal.say(answer.toPrettyString());
    } else {
      ExplanationText.lines(answer).forEach(terminal::say);
    }
    return 0;
  }
}
