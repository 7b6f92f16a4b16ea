package dev.slipway.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.deployment.DeploymentState;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the buttons of the dashboard do to deployments, and where they are offered.
class DashboardButtonsTest {

  private final TestServer server = new TestServer();
  private final DashboardUser user = new DashboardUser(server);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void deploysAtThePushOfAButton() throws IOException {
    var answer = user.press("/projects/shop/redeploy", "");

    var deployment = server.deployments.newest(server.shop.id(), 1).getFirst();
    assertThat(answer.headers().firstValue("Location"))
        .contains("/deployments/" + deployment.shortId());
    assertThat(deployment.branch().value()).isEqualTo("main");
    assertThat(server.doorbell.rings()).isEqualTo(1);
  }

  @Test
  void cancelsAtThePushOfAButton() throws IOException {
    var deployment = server.deployment("main", "1", "Go");

    var answer = user.press("/deployments/" + deployment.shortId() + "/cancel", "");

    assertThat(answer.headers().firstValue("Location"))
        .contains("/deployments/" + deployment.shortId());
    assertThat(server.deployments.find(deployment.id()).orElseThrow().state())
        .isEqualTo(DeploymentState.CANCELED);
  }

  @Test
  void redeploysTheSameCommitAtThePushOfAButton() throws IOException {
    var earlier = server.move(server.deployment("next", "1", "Go"), DeploymentState.READY);

    user.press("/deployments/" + earlier.shortId() + "/redeploy", "");

    var newest = server.deployments.newest(server.shop.id(), 1).getFirst();
    assertThat(newest.id()).isNotEqualTo(earlier.id());
    assertThat(newest.commit()).isEqualTo(earlier.commit());
    assertThat(newest.branch()).isEqualTo(earlier.branch());
  }

  @Test
  void rollsBackAtThePushOfAButton() throws IOException {
    var first = server.published("main", "1", "First");
    var second = server.published("main", "2", "Second");
    var path = "/deployments/" + first.shortId();
    assertThat(user.page(path).body())
        .contains("Roll back to this</button>", "href=\"/deployments/" + second.shortId() + "\"");

    var answer = user.press(path + "/show", "");

    assertThat(answer.headers().firstValue("Location")).contains(path);
    assertThat(server.aliases.shown(server.shop.id())).contains(first.id());
    assertThat(server.routeChanges.changed()).containsExactly(server.shop.id());
    assertThat(user.page(path).body()).contains("shows this").doesNotContain(path + "/show");
    assertThat(user.page("/deployments/" + second.shortId()).body())
        .contains("Make this production</button>");
  }

  @Test
  void offersAPreviewForProduction() throws IOException {
    server.published("main", "1", "First");
    var preview = server.published("next", "2", "Second");

    var body = user.page("/deployments/" + preview.shortId()).body();

    assertThat(body).contains("Make this production</button>").doesNotContain("Roll back");
  }

  @Test
  void offersNothingForProductionThatIsNotReady() throws IOException {
    var deployment = server.deployment("main", "1", "Go");

    var answer = user.press("/deployments/" + deployment.shortId() + "/show", "");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(user.page("/deployments/" + deployment.shortId()).body())
        .doesNotContain("Make this production", "Roll back");
    assertThat(server.routeChanges.changed()).isEmpty();
  }
}
