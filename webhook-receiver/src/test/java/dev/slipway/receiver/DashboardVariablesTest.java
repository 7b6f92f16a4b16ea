package dev.slipway.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.build.Trust;
import dev.slipway.core.project.BranchName;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The page of a project's environment variables.
class DashboardVariablesTest {

  private static final String PATH = "/projects/shop/variables";

  private final TestServer server = new TestServer();
  private final DashboardUser user = new DashboardUser(server);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void setsAndRemovesVariables() throws IOException {
    var before = user.page(PATH).body();

    var secret =
        user.press(PATH, "key=TOKEN&value=canary-1&kind=secret&use=both&scope=all&branch=");
    user.press(
        PATH, "key=SITE&value=a%0D%0A%3Cb%3E&kind=public&use=build&scope=branch&branch=next");
    var shown = user.page(PATH).body();
    var removed = user.press(PATH + "/remove", "key=TOKEN&scope=all");

    assertThat(user.page("/projects/shop").body()).contains("href=\"" + PATH + "\"");
    assertThat(before).contains("No variables yet");
    assertThat(secret.statusCode()).isEqualTo(303);
    assertThat(secret.headers().firstValue("Location")).contains(PATH);
    assertThat(shown)
        .contains("TOKEN", "Secret", "All deployments", "SITE", "a\n&lt;b&gt;", "Branch next")
        .doesNotContain("canary", "No variables yet");
    assertThat(removed.statusCode()).isEqualTo(303);
    assertThat(environment()).isEqualTo(Map.of("SITE", "a\n<b>"));
  }

  @Test
  void setsWhatIsPastedAndSaysWhatIsToBeKnown() throws IOException {
    var answer =
        user.press(
            PATH + "/upload", "file=A%3Dlong+enough%0D%0AB%3D1&kind=secret&use=both&scope=preview");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("B is shorter than 4 characters", "Previews")
        .doesNotContain("long enough");
    assertThat(environment()).isEqualTo(Map.of("A", "long enough", "B", "1"));
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    var line = user.press(PATH + "/upload", "file=A%3D1%0D%0Aoops&kind=secret&use=both&scope=all");
    var key = user.press(PATH, "key=PATH&value=x&kind=secret&use=both&scope=all");
    var branch = user.press(PATH, "key=A&value=x&kind=secret&use=both&scope=branch&branch=a+b");

    assertThat(line.statusCode()).isEqualTo(422);
    assertThat(line.body()).contains("Line 2: There is no = in it.");
    assertThat(key.body()).contains("PATH belongs to the build");
    assertThat(branch.statusCode()).isEqualTo(422);
    assertThat(environment()).isEmpty();
  }

  @Test
  void isOnlyForItsOwnPagesAndForWhoIsSignedIn() throws IOException {
    var foreign =
        server.send(
            server
                .request(PATH)
                .header("Cookie", user.session())
                .header("Origin", "http://evil.localhost")
                .POST(BodyPublishers.ofString("key=A&value=x&scope=all")));
    var signedOut = server.send(server.request(PATH));

    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(signedOut.statusCode()).isEqualTo(303);
    assertThat(signedOut.headers().firstValue("Location")).contains("/sign-in?next=" + PATH);
    assertThat(environment()).isEmpty();
  }

  private Map<String, String> environment() {
    return server
        .variables
        .forBuild(server.shop.id(), new BranchName("next"), Trust.PREVIEW)
        .environment();
  }
}
