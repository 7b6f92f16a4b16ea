package dev.slipway.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.access.Guards;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The forms of the dashboard about who may see a project's hosts.
class DashboardAccessTest {

  private final TestServer server = new TestServer();
  private final DashboardUser user = new DashboardUser(server);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void settlesWhoMaySeeTheHostsOfAProject() throws IOException {
    var before = user.page("/projects/shop").body();

    var saved =
        user.press("/projects/shop/access", "production=open&preview=guarded&password=open+sesame");
    var after = user.page("/projects/shop").body();
    user.press("/projects/shop/access", "production=open&preview=guarded&password=");
    var kept = server.access.of(server.shop.id());
    user.press("/projects/shop/access", "production=guarded&preview=open&password=&remove=yes");
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
    var answer =
        user.press("/projects/shop/access", "production=open&preview=guarded&password=1234567");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("Must have 8 to 200 characters.");
    assertThat(server.access.of(server.shop.id()).guards()).isEqualTo(Guards.NONE);
  }

  @Test
  void sharesAGuardedDeploymentAtThePushOfAButton() throws IOException {
    var deployment = server.published("next", "1", "Go");
    var open = user.page("/deployments/" + deployment.shortId()).body();
    user.press("/projects/shop/access", "production=open&preview=guarded");
    var guarded = user.page("/deployments/" + deployment.shortId()).body();

    var shared = user.press("/deployments/" + deployment.shortId() + "/share", "");
    user.press("/projects/shop/access/end-shares", "");

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
}
