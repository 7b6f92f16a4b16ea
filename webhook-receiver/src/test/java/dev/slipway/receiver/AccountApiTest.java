package dev.slipway.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountApiTest {

  private static final String PATH = "/api/account";

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void showsHowManyJobsMayRun() throws IOException {
    assertThat(server.get(PATH).body()).isEqualTo("{\"concurrency\":1}");
  }

  @Test
  void changesThatForTheCallerAloneAndRings() throws IOException {
    var answer = server.patch(PATH, "{\"concurrency\": 3}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"concurrency\":3}");
    assertThat(server.accounts.concurrency(TestServer.OWNER)).isEqualTo(3);
    assertThat(server.accounts.concurrency(TestServer.STRANGER)).isEqualTo(1);
    assertThat(server.doorbell.rings()).isEqualTo(1);
  }

  @Test
  void leavesWhatIsNotNamed() throws IOException {
    server.patch(PATH, "{\"concurrency\": 3}");

    assertThat(server.patch(PATH, "{}").body()).isEqualTo("{\"concurrency\":3}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65", "-1", "99999999999999"})
  void saysWhatIsAllowed(String number) throws IOException {
    var answer = server.patch(PATH, "{\"concurrency\": " + number + "}");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("\"field\":\"concurrency\"", number + ": must be a whole number from 1 to 64.");
    assertThat(server.accounts.concurrency(TestServer.OWNER)).isEqualTo(1);
  }

  @Test
  void letsNobodyInWithoutAToken() throws IOException {
    assertThat(server.send(server.request(PATH)).statusCode()).isEqualTo(401);
  }
}
