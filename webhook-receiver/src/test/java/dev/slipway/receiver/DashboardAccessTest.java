package dev.slipway.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.access.Guards;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The forms of the dashboard about who may see a project's hosts.
class DashboardAccessTest {

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void settlesWhoMaySeeTheHostsOfAProject() throws IOException {
    var before = page("/projects/shop").body();

    var saved =
        press("/projects/shop/access", "production=open&preview=guarded&password=open+sesame");
    var after = page("/projects/shop").body();
    press("/projects/shop/access", "production=open&preview=guarded&password=");
    var kept = server.access.of(server.shop.id());
    press("/projects/shop/access", "production=guarded&preview=open&password=&remove=yes");
    var removed = server.access.of(server.shop.id());

    assertThat(saved.statusCode()).isEqualTo(303);
    assertThat(saved.headers().firstValue("Location")).contains("/projects/shop");
    assertThat(before).doesNotContain("End all share links", "Remove the password");
    assertThat(after)
        .contains("End all share links", "Remove the password")
        .containsPattern("value=\"guarded\" selected")
        .doesNotContain("sesame");
    assertThat(kept.guards()).isEqualTo(new Guards(false, true));
    assertThat(kept.password()).isTrue();
    assertThat(removed.guards()).isEqualTo(new Guards(true, false));
    assertThat(removed.password()).isFalse();
    assertThat(server.routeChanges.changed()).hasSize(3);
  }

  @Test
  void saysWhichPasswordIsTooShort() throws IOException {
    var answer = press("/projects/shop/access", "production=open&preview=guarded&password=1234567");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("Must have 8 to 200 characters.");
    assertThat(server.access.of(server.shop.id()).guards()).isEqualTo(Guards.NONE);
  }

  @Test
  void sharesAGuardedDeploymentAtThePushOfAButton() throws IOException {
    var deployment = server.published("next", "1", "Go");
    var open = page("/deployments/" + deployment.shortId()).body();
    press("/projects/shop/access", "production=open&preview=guarded");
    var guarded = page("/deployments/" + deployment.shortId()).body();

    var shared = press("/deployments/" + deployment.shortId() + "/share", "");
    press("/projects/shop/access/end-shares", "");

    assertThat(open).doesNotContain("/share\"", "Guarded");
    assertThat(guarded).contains("/deployments/" + deployment.shortId() + "/share\"", "Guarded");
    assertThat(shared.statusCode()).isEqualTo(200);
    assertThat(shared.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(shared.body())
        .contains("http://" + deployment.shortId() + ".localhost:8080/?slipway_share=s1.")
        .containsPattern(
            "without the password, until [1-9][0-9]? [A-Z][a-z]+ [0-9]{4}, [0-9:]{5} UTC");
    assertThat(server.routeChanges.changed()).hasSize(2);
  }

  private HttpResponse<String> page(String path) throws IOException {
    return server.send(server.request(path).header("Cookie", session()));
  }

  private HttpResponse<String> press(String path, String form) throws IOException {
    return server.send(
        fromHere(path)
            .header("Cookie", session())
            .header("Accept", "text/html")
            .POST(BodyPublishers.ofString(form)));
  }

  private String session() throws IOException {
    var form = "token=" + server.token.secret().reveal();
    var answer = server.send(fromHere("/sign-in").POST(BodyPublishers.ofString(form)));
    return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  private HttpRequest.Builder fromHere(String path) {
    return server.request(path).header("Origin", "http://localhost:" + server.port());
  }
}
