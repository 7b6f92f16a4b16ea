package dev.slipway.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.project.ProjectLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsApiTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATH = "/api/projects/shop/limits";
  private static final String NONE =
      "{\"memory\":null,\"cpus\":null,\"processes\":null,\"disk\":null,\"time\":null,\"log\":null}";

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void asksForNothingAtFirst() throws IOException {
    assertThat(server.get(PATH).body()).isEqualTo(NONE);
  }

  @Test
  void keepsWhatIsAskedForInTheWordsOfTheSettings() throws IOException {
    var wanted =
        "{\"memory\":\"2g\",\"cpus\":3,\"processes\":700,\"disk\":\"512m\",\"time\":\"90s\",\"log\":\"64k\"}";

    var answer = server.patch(PATH, wanted);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(wanted);
    assertThat(server.get(PATH).body()).isEqualTo(wanted);
    assertThat(server.projects.limits(server.shop.id()))
        .isEqualTo(
            new ProjectLimits(
                Optional.of(2L << 30),
                Optional.of(3),
                Optional.of(700),
                Optional.of(512L << 20),
                Optional.of(Duration.ofSeconds(90)),
                Optional.of(64L << 10)));
  }

  @Test
  void changesOnlyWhatIsNamedAndClearsWithNull() throws IOException {
    server.patch(PATH, "{\"memory\": \"2g\", \"cpus\": 3}");

    server.patch(PATH, "{\"time\": \"20m\"}");
    var answer = server.patch(PATH, "{\"memory\": null}");

    assertThat(answer.body())
        .isEqualTo(NONE.replace("\"cpus\":null", "\"cpus\":3").replace("e\":null", "e\":\"20m\""));
    assertThat(server.patch(PATH, "{}").body()).isEqualTo(answer.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"memory\": \"lots\"} | memory | lots: must be a size such as 512m or 2g, 64m or more.",
        "{\"memory\": \"63m\"} | memory | 63m: must be a size such as 512m or 2g, 64m or more.",
        "{\"disk\": \"-1g\"} | disk | -1g: must be a size such as 512m or 2g, 64m or more.",
        "{\"log\": \"1k\"} | log | 1k: must be a size such as 512m or 2g, 64k or more.",
        "{\"time\": \"25h\"} | time | 25h: must be a time such as 90s, 15m or 30d, from 10s to 24h.",
        "{\"time\": \"1s\"} | time | 1s: must be a time such as 90s, 15m or 30d, from 10s to 24h.",
        "{\"cpus\": 0} | cpus | 0: must be a whole number from 1 to 1024.",
        "{\"cpus\": 99999999999} | cpus | 99999999999: must be a whole number from 1 to 1024.",
        "{\"processes\": -3} | processes | -3: must be a whole number from 1 to 999999."
      })
  void namesTheFieldTheValueAndWhatIsAllowed(String body, String field, String detail)
      throws IOException {
    var answer = server.patch(PATH, body);

    var problem = JSON.readTree(answer.body());
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(problem.path("field").textValue()).isEqualTo(field);
    assertThat(problem.path("detail").textValue()).isEqualTo(detail);
    assertThat(server.get(PATH).body()).isEqualTo(NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"memory\": 7}",
        "{\"cpus\": \"2\"}",
        "{\"cpus\": 1.5}",
        "{\"swap\": \"1g\"}",
        "[]"
      })
  void refusesWhatIsMalformed(String body) throws IOException {
    assertThat(server.patch(PATH, body).statusCode()).isEqualTo(400);
  }

  @Test
  void changesNothingWhenOneOfSeveralIsWrong() throws IOException {
    server.patch(PATH, "{\"memory\": \"2g\", \"time\": \"soon\"}");

    assertThat(server.get(PATH).body()).isEqualTo(NONE);
  }

  @Test
  void areNotForStrangers() throws IOException {
    var token = server.strangersToken.secret().reveal();
    var request = server.request(PATH).header("Authorization", "Bearer " + token);

    assertThat(server.send(request).statusCode()).isEqualTo(404);
    assertThat(server.send(server.request(PATH)).statusCode()).isEqualTo(401);
  }

  @Test
  void saysWhichMethodsThereAre() throws IOException {
    var answer = server.post(PATH, "{}");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS, PATCH");
  }
}
