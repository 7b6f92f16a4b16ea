package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.client.ApiClient;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.ShortId;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `slipway share ADDRESS`: makes a link that opens a guarded host for a while. To standard output
/// goes nothing but the link.
@Command(name = "share", description = "Make a link that opens a guarded host for a while.")
final class ShareCommand implements Callable<Integer> {

  private static final String BRANCH_MARK = "--";

  private final Terminal terminal;

  @Mixin private final ApiOptions api = new ApiOptions();

  @Parameters(
      index = "0",
      paramLabel = "ADDRESS",
      description = "the URL of the site, a deployment's short id or UUID, or a project's name")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private String address = "";

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      description = "how long the link holds, such as 12h (default: 7d)")
  private @Nullable String expires;

  @Option(names = "--json", description = "print what the API answers")
  private boolean json;

  ShareCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var label = label();
    boolean deployment = ShortId.parse(label).isPresent() || DeploymentId.parse(label).isPresent();
    var fields = new LinkedHashMap<String, String>();
    if (expires != null) {
      fields.put("expiresIn", expires);
    }
    var share = deployment ? ofDeployment(label, fields) : ofHost(label, fields);
    if (json) {
      terminal.say(share.toString());
    } else {
      terminal.say(share.path("url").asText());
      terminal.complain("It holds until " + share.path("expiresAt").asText() + ".");
    }
    return 0;
  }

  private JsonNode ofDeployment(String id, Map<String, String> fields) throws InterruptedException {
    return api.client().post("/api/deployments/" + ApiClient.segment(id) + "/share", fields);
  }

  /// A branch's host is called after the branch and the project, and no project's name has the mark
  /// in it.
  private JsonNode ofHost(String label, Map<String, String> fields) throws InterruptedException {
    int mark = label.lastIndexOf(BRANCH_MARK);
    var project = mark < 0 ? label : label.substring(mark + BRANCH_MARK.length());
    var all = new LinkedHashMap<>(fields);
    all.put("host", label);
    return api.client().post("/api/projects/" + ApiClient.segment(project) + "/share", all);
  }

  /// Returns the label of the host that the address means.
  private String label() {
    if (!address.contains("://")) {
      return address.toLowerCase(Locale.ROOT);
    }
    try {
      var host = URI.create(address).getHost();
      int dot = host == null ? -1 : host.indexOf('.');
      if (dot > 0) {
        return host.substring(0, dot).toLowerCase(Locale.ROOT);
      }
    } catch (IllegalArgumentException _) {
      // said below
    }
    throw new UsageException(
        address + ": must be the URL of a site, such as https://a.example.com/");
  }
}
