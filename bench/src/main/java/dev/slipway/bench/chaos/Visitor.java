package dev.slipway.bench.chaos;

import dev.slipway.bench.chaos.check.History.HostRow;
import dev.slipway.bench.chaos.check.History.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Somebody who looks at the sites.
final class Visitor {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int OK = 200;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI sites;

  /// @param sites where the static server listens
  Visitor(URI sites) {
    this.sites = sites;
  }

  /// Returns what each of `hosts` shows that shows anything.
  List<Page> look(List<HostRow> hosts) throws IOException, InterruptedException {
    var pages = new ArrayList<Page>();
    for (var host : hosts) {
      if (!host.deployment().isEmpty()) {
        pages.add(new Page(host.label(), mark(host.label())));
      }
    }
    return pages;
  }

  private String mark(String label) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(sites.resolve("/" + ChaosRepository.MARK))
            .timeout(PATIENCE)
            .header("Host", label + ".localhost:" + sites.getPort())
            .GET()
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    return answer.statusCode() == OK ? answer.body().strip() : "status " + answer.statusCode();
  }
}
