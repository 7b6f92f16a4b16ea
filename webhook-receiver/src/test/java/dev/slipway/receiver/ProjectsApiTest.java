package dev.slipway.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.project.ProjectName;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectsApiTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Bearer", "Bearer ", "Bearer slw_0000", "Basic YTpi", "slw_0", "Bearer ü"})
  void letsNobodyInWithoutAToken(String authorization) throws IOException {
    for (var path : new String[] {"/api/projects", "/api/projects/shop", "/api/deployments/a1"}) {
      var answer = server.send(server.request(path).header("Authorization", authorization));

      assertProblem(answer, 401, "Authorization");
      assertThat(answer.headers().firstValue("WWW-Authenticate"))
          .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
    }
  }

  @Test
  void asksForATokenBeforeItReadsABody() throws IOException {
    var request = server.request("/api/projects").POST(BodyPublishers.ofString("{"));

    assertProblem(server.send(request), 401, "Authorization");
  }

  @Test
  void addsAProjectAndShowsItsSecretOnce() throws IOException {
    var answer =
        server.post(
            "/api/projects",
            """
            {"name": "blog", "repository": "https://github.com/ada/blog.git", "branch": "trunk"}
            """);

    var document = document(answer);
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Location")).contains("/api/projects/blog");
    assertThat(document.path("hook").textValue())
        .isEqualTo("http://localhost:8080/hooks/github/blog");
    assertThat(document.path("url").textValue()).isEqualTo("http://blog.localhost:8080/");
    var project = server.projects.find(new ProjectName("blog")).orElseThrow();
    assertThat(project.production().value()).isEqualTo("trunk");
    assertThat(document.path("secret").textValue())
        .hasSize(64)
        .isEqualTo(server.projects.hookSecret(project.id()).reveal());
    assertThat(server.get("/api/projects/blog").body()).doesNotContain("secret");
  }

  @Test
  void takesMainForTheProductionBranch() throws IOException {
    server.post("/api/projects", "{\"name\": \"blog\", \"repository\": \"/srv/blog\"}");

    var project = server.projects.find(new ProjectName("blog")).orElseThrow();
    assertThat(project.production().value()).isEqualTo("main");
    assertThat(project.repository()).hasToString("file:///srv/blog");
  }

  @Test
  void refusesANameThatIsTaken() throws IOException {
    var answer = server.post("/api/projects", "{\"name\": \"shop\", \"repository\": \"/srv/a\"}");

    assertProblem(answer, 409, "name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\": \"Shop\", \"repository\": \"/a\"} | 422 | name",
        "{\"name\": \"www\", \"repository\": \"/a\"} | 422 | name",
        "{\"name\": \"a;rm -rf\", \"repository\": \"/a\"} | 422 | name",
        "{\"name\": \"a\", \"repository\": \"git://x/y\"} | 422 | repository",
        "{\"name\": \"a\", \"repository\": \"https://u:p@x/y\"} | 422 | repository",
        "{\"name\": \"a\", \"repository\": \"--upload-pack=x\"} | 422 | repository",
        "{\"name\": \"a\", \"repository\": \"/a\", \"branch\": \"-x\"} | 422 | branch",
        "{\"repository\": \"/a\"} | 400 | name",
        "{\"name\": \"a\"} | 400 | repository",
        "{\"name\": null, \"repository\": \"/a\"} | 400 | name",
        "{\"name\": 7, \"repository\": \"/a\"} | 400 | name",
        "{\"name\": \"a\", \"repository\": \"/a\", \"brnach\": \"x\"} | 400 | brnach"
      })
  void namesTheFieldAtFault(String body, int status, String field) throws IOException {
    assertProblem(server.post("/api/projects", body), status, field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "null", "7", "{} {}", "{\"name\": \"a\", \"name\": \"b\"}"})
  void refusesWhatIsNoJsonObject(String body) throws IOException {
    assertThat(server.post("/api/projects", body).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | Line 1, column 2 of the body can't be read as JSON: it ends too early.",
        "{\"a\": [1, | Line 1, column 10 of the body can't be read as JSON: it ends too early.",
        "{} x | Line 1, column 4 of the body can't be read as JSON: unrecognized token 'x': was"
            + " expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false').",
        "{} {} | Line 1, column 4 of the body can't be read as JSON: more follows after its end.",
        "{\"name\": \"a\", \"name\": 1} | Line 1, column 21 of the body can't be read as JSON:"
            + " duplicate field 'name'.",
        "{\"a\": 1/2} | Line 1, column 8 of the body can't be read as JSON: unexpected character"
            + " ('/' (code 47))."
      })
  void saysWhereABodyIsNoJson(String body, String detail) throws IOException {
    var answer = server.post("/api/projects", body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(document(answer).path("detail").textValue()).isEqualTo(detail);
  }

  @Test
  void namesNoClassToWhoNestsTooDeep() throws IOException {
    var answer = server.post("/api/projects", "[".repeat(70));

    assertThat(document(answer).path("detail").textValue())
        .isEqualTo(
            "The body can't be read as JSON: document nesting depth (65) exceeds the maximum"
                + " allowed (64).");
  }

  @Test
  void refusesALargeBody() throws IOException {
    assertThat(server.post("/api/projects", " ".repeat(65 * 1024)).statusCode()).isEqualTo(413);
  }

  @Test
  void listsTheAccountsProjectsWithTheirNewestDeployments() throws IOException {
    var blog = TestServer.project("blog", TestServer.OWNER, Clock.systemUTC());
    var foreign = TestServer.project("foreign", TestServer.STRANGER, Clock.systemUTC());
    server.projects.add(blog, TestServer.HOOK_SECRET);
    server.projects.add(foreign, TestServer.HOOK_SECRET);
    server.deployment("main", "1", "First");
    var second = server.deployment("main", "2", "Second");

    var projects = document(server.get("/api/projects")).path("projects");

    assertThat(projects.findValuesAsText("name")).containsExactly("blog", "shop");
    assertThat(projects.path(0).path("newest").isNull()).isTrue();
    assertThat(projects.path(1).path("newest").path("shortId").textValue())
        .isEqualTo(second.shortId().value());
  }

  @Test
  void showsAProjectWithItsDeployments() throws IOException {
    server.deployment("main", "1", "First");
    server.deployment("next", "2", "Second");

    var document = document(server.get("/api/projects/shop"));

    assertThat(document.path("name").textValue()).isEqualTo("shop");
    assertThat(document.path("deployments").findValuesAsText("branch"))
        .containsExactly("next", "main");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/projects/foreign",
        "/api/projects/none",
        "/api/projects/No",
        "/api/projects/%00"
      })
  void hidesWhatIsNotTheAccounts(String path) throws IOException {
    var foreign = TestServer.project("foreign", TestServer.STRANGER, Clock.systemUTC());
    server.projects.add(foreign, TestServer.HOOK_SECRET);

    assertProblem(server.get(path), 404, "project");
    assertProblem(server.post(path + "/redeploy", ""), 404, "project");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"branch\": null}"})
  void redeploysTheNewestCommitOfTheProductionBranch(String body) throws IOException {
    int rings = server.doorbell.rings();

    var answer = server.post("/api/projects/shop/redeploy", body);

    var deployment = deployed(answer);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(deployment.branch().value()).isEqualTo("main");
    assertThat(deployment.commit()).isEmpty();
    assertThat(server.doorbell.rings()).isEqualTo(rings + 1);
    assertThat(server.doorbell.deployments()).last().isEqualTo(deployment.id());
  }

  @Test
  void redeploysABranch() throws IOException {
    var deployment = deployed(server.post("/api/projects/shop/redeploy", "{\"branch\": \"next\"}"));

    assertThat(deployment.branch().value()).isEqualTo("next");
    assertThat(deployment.commit()).isEmpty();
  }

  @Test
  void redeploysACommitOnTheBranchThatItWasLastDeployedOn() throws IOException {
    var earlier = server.move(server.deployment("next", "3", "Old"), DeploymentState.READY);

    var answer =
        server.post("/api/projects/shop/redeploy", "{\"commit\": \"" + "3".repeat(40) + "\"}");

    var deployment = deployed(answer);
    assertThat(deployment.id()).isNotEqualTo(earlier.id());
    assertThat(deployment.branch()).isEqualTo(earlier.branch());
    assertThat(deployment.commit()).isEqualTo(earlier.commit());
  }

  @Test
  void redeploysACommitThatWasNeverDeployedOnTheProductionBranch() throws IOException {
    var answer =
        server.post("/api/projects/shop/redeploy", "{\"commit\": \"" + "4".repeat(40) + "\"}");

    var deployment = deployed(answer);
    assertThat(deployment.branch().value()).isEqualTo("main");
    assertThat(deployment.commit().orElseThrow().sha().value()).isEqualTo("4".repeat(40));
  }

  @Test
  void redeploysADeploymentByEitherOfItsIds() throws IOException {
    var earlier = server.move(server.deployment("next", "5", "Old"), DeploymentState.FAILED);

    for (var id : new String[] {earlier.id().toString(), earlier.shortId().value()}) {
      var answer = server.post("/api/projects/shop/redeploy", "{\"deployment\": \"" + id + "\"}");

      var deployment = deployed(answer);
      assertThat(deployment.commit()).isEqualTo(earlier.commit());
      assertThat(deployment.branch()).isEqualTo(earlier.branch());
    }
  }

  @Test
  void joinsARedeploymentOfWhatIsOnItsWay() throws IOException {
    var running = server.deployment("main", "6", "Now");
    int rings = server.doorbell.rings();

    var answer =
        server.post(
            "/api/projects/shop/redeploy", "{\"deployment\": \"" + running.shortId() + "\"}");

    assertThat(document(answer).path("decision").textValue()).isEqualTo("joined");
    assertThat(server.doorbell.rings()).isEqualTo(rings);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"commit\": \"abc\"} | 422 | commit",
        "{\"branch\": \"..\"} | 422 | branch",
        "{\"deployment\": \"0000000000\"} | 404 | id",
        "{\"deployment\": \"' or 1=1\"} | 404 | id",
        "{\"force\": \"x\"} | 400 | force",
        "{\"branch\": 1} | 400 | branch"
      })
  void refusesWhatItCannotRedeploy(String body, int status, String field) throws IOException {
    assertProblem(server.post("/api/projects/shop/redeploy", body), status, field);
    assertThat(server.deployments.count()).isZero();
  }

  @Test
  void refusesMoreThanOneWish() throws IOException {
    var answer =
        server.post(
            "/api/projects/shop/redeploy",
            "{\"branch\": \"main\", \"commit\": \"" + "7".repeat(40) + "\"}");

    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void doesNotRedeployADeploymentOfAnotherProject() throws IOException {
    var blog = TestServer.project("blog", TestServer.OWNER, Clock.systemUTC());
    server.projects.add(blog, TestServer.HOOK_SECRET);
    var shops = server.deployment("main", "8", "Shop");

    var answer =
        server.post("/api/projects/blog/redeploy", "{\"deployment\": \"" + shops.shortId() + "\"}");

    assertProblem(answer, 404, "deployment");
  }

  @Test
  void recordsOnlyWhatWasAskedFor() throws IOException {
    server.post("/api/projects/shop/redeploy", "");

    assertThat(server.intake.accepted()).isEmpty();
    assertThat(server.deployments.newest(server.shop.id(), 9)).hasSize(1);
  }

  private dev.slipway.core.deployment.Deployment deployed(HttpResponse<String> answer)
      throws IOException {
    var id = DeploymentId.parse(document(answer).path("deployment").textValue()).orElseThrow();
    return server.deployments.find(id).orElseThrow();
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String field)
      throws IOException {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(document(answer).path("field").textValue()).isEqualTo(field);
  }

  private static JsonNode document(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }
}
