package dev.slipway.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.build.Trust;
import dev.slipway.core.project.BranchName;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The page of a project's environment variables.
class DashboardVariablesTest {

  private static final String PATH = "/projects/shop/variables";

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void setsAndRemovesVariables() throws IOException {
    var before = page(PATH).body();

    var secret = press(PATH, "key=TOKEN&value=canary-1&kind=secret&use=both&scope=all&branch=");
    press(PATH, "key=SITE&value=a%0D%0A%3Cb%3E&kind=public&use=build&scope=branch&branch=next");
    var shown = page(PATH).body();
    var removed = press(PATH + "/remove", "key=TOKEN&scope=all");

    assertThat(page("/projects/shop").body()).contains("href=\"" + PATH + "\"");
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
        press(
            PATH + "/upload", "file=A%3Dlong+enough%0D%0AB%3D1&kind=secret&use=both&scope=preview");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("B is shorter than 4 characters", "Previews")
        .doesNotContain("long enough");
    assertThat(environment()).isEqualTo(Map.of("A", "long enough", "B", "1"));
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    var line = press(PATH + "/upload", "file=A%3D1%0D%0Aoops&kind=secret&use=both&scope=all");
    var key = press(PATH, "key=PATH&value=x&kind=secret&use=both&scope=all");
    var branch = press(PATH, "key=A&value=x&kind=secret&use=both&scope=branch&branch=a+b");

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
                .header("Cookie", session())
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
