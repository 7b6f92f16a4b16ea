package dev.slipway.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.build.Trust;
import dev.slipway.core.project.BranchName;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesApiTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATH = "/api/projects/shop/variables";
  private static final String NONE = "{\"variables\":[]}";

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void tellsTheValueOfAPublicOneAndNeverThatOfASecret() throws IOException {
    var secret =
        server.put(PATH + "/TOKEN", "{\"value\": \"canary-1\", \"scope\": \"production\"}");
    var open =
        server.put(
            PATH + "/SITE",
            "{\"value\": \"https://x.y\", \"kind\": \"public\", \"use\": \"build\","
                + " \"scope\": \"branch:feat/x\"}");

    var listed = server.get(PATH);

    assertThat(secret.statusCode()).isEqualTo(200);
    assertThat(secret.body()).isEqualTo("{\"set\":[\"TOKEN\"],\"notes\":[]}");
    assertThat(open.statusCode()).isEqualTo(200);
    assertThat(listed.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(listed.body())
        .isEqualTo(
            "{\"variables\":["
                + "{\"key\":\"SITE\",\"scope\":\"branch:feat/x\",\"kind\":\"public\",\"use\":\"build\","
                + "\"value\":\"https://x.y\",\"setAt\":\"2026-11-22T12:00:00Z\"},"
                + "{\"key\":\"TOKEN\",\"scope\":\"production\",\"kind\":\"secret\",\"use\":\"both\","
                + "\"value\":null,\"setAt\":\"2026-11-22T12:00:00Z\"}]}");
    assertThat(values("main")).isEqualTo(Map.of("TOKEN", "canary-1"));
  }

  @Test
  void removesOneInItsScope() throws IOException {
    server.put(PATH + "/A", "{\"value\": \"1\"}");
    server.put(PATH + "/A", "{\"value\": \"2\", \"scope\": \"branch:a/b\"}");

    assertThat(server.delete(PATH + "/A?scope=branch%3Aa%2Fb").statusCode()).isEqualTo(204);
    assertThat(server.delete(PATH + "/A?scope=branch%3Aa%2Fb").statusCode()).isEqualTo(404);
    assertThat(server.delete(PATH + "/A?scope=preview").statusCode()).isEqualTo(404);
    assertThat(server.delete(PATH + "/A?scope=x").statusCode()).isEqualTo(422);
    assertThat(server.delete(PATH + "/A").statusCode()).isEqualTo(204);
    assertThat(server.get(PATH).body()).isEqualTo(NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A-B | {\"value\": \"\"} | 422 | key | letters of ASCII",
        "PATH | {\"value\": \"\"} | 422 | key | belongs to the build's container",
        "SLIPWAY_URL | {\"value\": \"\"} | 422 | key | set by Slipway itself",
        "A | {} | 400 | value | required",
        "A | {\"value\": 1} | 400 | value | Must be a text.",
        "A | {\"value\": \"a\\u0000b\"} | 422 | value | no NUL",
        "A | {\"value\": \"\", \"scope\": \"everywhere\"} | 422 | scope | branch:",
        "A | {\"value\": \"\", \"kind\": \"hidden\"} | 422 | kind | public or secret",
        "A | {\"value\": \"\", \"use\": \"never\"} | 422 | use | build, runtime or both",
        "A | {\"value\": \"\", \"secret\": true} | 400 | secret | Unknown field."
      })
  void namesWhatIsWrong(String key, String body, int status, String field, String detail)
      throws IOException {
    var answer = server.put(PATH + "/" + key, body);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(json(answer).path("field").textValue()).isEqualTo(field);
    assertThat(json(answer).path("detail").textValue()).contains(detail);
    assertThat(server.get(PATH).body()).isEqualTo(NONE);
  }

  @Test
  void takesAValueUpToItsLimit() throws IOException {
    var longest = "\\u0001".repeat(32 * 1024);

    assertThat(server.put(PATH + "/A", "{\"value\": \"" + longest + "\"}").statusCode())
        .isEqualTo(200);
    assertThat(server.put(PATH + "/A", "{\"value\": \"" + longest + "x\"}").statusCode())
        .isEqualTo(422);
  }

  @Test
  void warnsOfSecretsThatWouldNotStaySecret() throws IOException {
    var brief = server.put(PATH + "/PIN", "{\"value\": \"123\"}");
    var middling = server.put(PATH + "/TOKEN", "{\"value\": \"1234567\"}");
    var shown = server.put(PATH + "/VITE_KEY", "{\"value\": \"12345678\", \"kind\": \"secret\"}");
    var open = server.put(PATH + "/VITE_NAME", "{\"value\": \"x\", \"kind\": \"public\"}");

    assertThat(json(brief).at("/notes/0").textValue())
        .isEqualTo(
            "PIN is shorter than 4 characters: it can't be masked in logs, nor be found in what is deployed.");
    assertThat(json(middling).at("/notes/0").textValue())
        .isEqualTo(
            "TOKEN is shorter than 8 characters: it is masked in logs, but nobody looks whether it is in"
                + " what is deployed.");
    assertThat(json(shown).at("/notes/0").textValue()).startsWith("VITE_KEY: frameworks write");
    assertThat(json(open).path("notes")).isEmpty();
  }

  @Test
  void takesForPublicWhatFrameworksPutIntoPagesUnlessTold() throws IOException {
    server.post(PATH, "VITE_API=https://api.example.com\nTOKEN=canary-1\n");

    var variables = json(server.get(PATH)).path("variables");

    assertThat(variables.findValuesAsText("key")).containsExactly("TOKEN", "VITE_API");
    assertThat(variables.findValuesAsText("kind")).containsExactly("secret", "public");
  }

  @Test
  void setsWhatAFileSays() throws IOException {
    var file = "# site\nexport A=\"1\\n2\"\nB='x'\r\nB=long enough\n";

    var answer = server.post(PATH + "?scope=preview&kind=secret&use=build", file);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"set\":[\"A\",\"B\"],\"notes\":["
                + "\"Line 4: B is there again; its value in line 3 does not count.\","
                + "\"A is shorter than 4 characters: it can't be masked in logs, nor be found in what is"
                + " deployed.\"]}");
    assertThat(values("next")).isEqualTo(Map.of("A", "1\n2", "B", "long enough"));
    assertThat(values("main")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A=1;oops | Line 2: There is no = in it. A variable is KEY=value.",
        "A=1;LD_PRELOAD=x | Line 2: LD_PRELOAD belongs to the build's container: with another value no program would run.",
        "# nothing | There is no variable in it."
      })
  void setsNothingOfAFileThatHasAFault(String lines, String detail) throws IOException {
    var answer = server.post(PATH, lines.replace(';', '\n'));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(json(answer).path("detail").textValue()).isEqualTo(detail);
    assertThat(server.get(PATH).body()).isEqualTo(NONE);
  }

  @Test
  void takesNoFileThatIsTooLargeNorTooManyVariables() throws IOException {
    var many = new StringBuilder();
    for (int i = 0; i <= 100; i++) {
      many.append("K").append(i).append("=1\n");
    }

    assertThat(server.post(PATH, "# " + "x".repeat(64 * 1024)).statusCode()).isEqualTo(413);
    assertThat(server.post(PATH, many.toString()).statusCode()).isEqualTo(409);
    assertThat(server.get(PATH).body()).isEqualTo(NONE);
  }

  @Test
  void isNotForStrangers() throws IOException {
    server.put(PATH + "/A", "{\"value\": \"1\", \"kind\": \"public\"}");
    var token = "Bearer " + server.strangersToken.secret().reveal();
    for (var call :
        new String[] {
          "GET " + PATH, "POST " + PATH, "PUT " + PATH + "/A", "DELETE " + PATH + "/A"
        }) {
      var parts = call.split(" ", 2);
      var request = server.request(parts[1]).method(parts[0], BodyPublishers.noBody());

      var nobody = server.send(request.copy());
      var stranger = server.send(request.copy().header("Authorization", token));

      assertThat(nobody.statusCode()).as(call).isEqualTo(401);
      assertThat(stranger.statusCode()).as(call).isEqualTo(404);
    }
    assertThat(values("main")).isEqualTo(Map.of("A", "1"));
  }

  private Map<String, String> values(String branch) {
    var trust = branch.equals("main") ? Trust.PRODUCTION : Trust.PREVIEW;
    return server.variables.forBuild(server.shop.id(), new BranchName(branch), trust).environment();
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }
}
