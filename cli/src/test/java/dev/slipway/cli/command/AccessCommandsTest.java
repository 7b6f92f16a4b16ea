package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.client.RecordingServer;
import dev.slipway.cli.embedded.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The commands about who may see a project's hosts.
class AccessCommandsTest {

  private static final String PATH = "/api/projects/site/access";
  private static final String SETTLED =
      """
      {"production":"open","preview":"guarded","password":true,\
      "bypass":[{"label":"ci","createdAt":"2026-11-22T12:00:00Z"}]}\
      """;
  private static final String SHARE =
      "{\"url\":\"http://a.localhost/?slipway_share=s1\",\"expiresAt\":\"2026-11-29T12:00:00Z\"}";

  @TempDir private Path folder;
  private final Screen screen = new Screen();
  private RecordingServer server;

  @BeforeEach
  void start() throws IOException {
    server = new RecordingServer();
    DataFolder.write(folder.resolve("address"), server.address().toString());
    DataFolder.write(folder.resolve("api-token"), "slw_1");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void showWhatIsSettled() {
    server.on("GET " + PATH, 200, SETTLED);
    server.on("GET " + PATH, 200, SETTLED);

    int code = run("access", "site");
    run("access", "site", "--json");

    assertThat(code).isZero();
    assertThat(screen.out())
        .isEqualTo(
            """
            production  open
            preview     guarded
            password    set
            bypass      ci
            """
                + SETTLED
                + "\n");
  }

  @Test
  void settleWhatIsNamedWithThePasswordOfAFile() throws IOException {
    server.on("PUT " + PATH, 200, SETTLED);
    var file = Files.writeString(folder.resolve("password"), "open sesame\nsecond line\n");

    int code = run("access", "site", "--preview", "guarded", "--password-file", file.toString());

    assertThat(code).isZero();
    assertThat(server.asked().getFirst().text())
        .isEqualTo("{\"preview\":\"guarded\",\"password\":\"open sesame\"}");
    assertThat(screen.out()).doesNotContain("sesame");
  }

  @Test
  void removeAPassword() {
    server.on("PUT " + PATH, 200, SETTLED);

    run("access", "site", "--no-password");

    assertThat(server.asked().getFirst().text()).isEqualTo("{\"password\":null}");
  }

  @Test
  void takeNoPasswordThatCanNotBeReadOrAskedFor() throws IOException {
    var empty = Files.writeString(folder.resolve("empty"), "\n");

    assertThat(run("access", "site", "--password-file", empty.toString())).isEqualTo(64);
    assertThat(run("access", "site", "--password-file", folder.toString())).isEqualTo(64);
    assertThat(run("access", "site", "--password-file", "x", "--no-password")).isEqualTo(64);
    assertThat(run("access", "site", "--password=open-sesame")).isEqualTo(64);

    assertThat(server.asked()).isEmpty();
  }

  @Test
  void endAllShareLinks() {
    server.on("DELETE " + PATH + "/shares", 204, "");
    server.on("GET " + PATH, 200, SETTLED);

    assertThat(run("access", "site", "--end-shares")).isZero();

    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void makeABypassTokenAndPrintNothingElse() {
    server.on("POST " + PATH + "/bypass", 201, "{\"label\":\"ci\",\"token\":\"slb_1\"}");

    int code = run("bypass", "site", "create", "ci");

    assertThat(code).isZero();
    assertThat(screen.out()).isEqualTo("slb_1\n");
    assertThat(screen.err()).contains("shown this once", "x-slipway-bypass");
    assertThat(server.asked().getFirst().text()).isEqualTo("{\"label\":\"ci\"}");
  }

  @Test
  void listAndRemoveBypassTokens() {
    server.on("GET " + PATH, 200, SETTLED);
    server.on("DELETE " + PATH + "/bypass/ci", 204, "");

    run("bypass", "site", "list");
    run("bypass", "site", "remove", "ci");

    assertThat(screen.out())
        .isEqualTo(
            """
            ci                    2026-11-22T12:00:00Z
            Removed ci, and every cookie that it set.
            """);
  }

  @Test
  void sayWhyATokenIsNotRemoved() {
    server.on("DELETE " + PATH + "/bypass/ci", 404, "{\"detail\": \"There is none.\"}");

    assertThat(run("bypass", "site", "remove", "ci")).isEqualTo(1);

    assertThat(screen.err()).isEqualTo("slipway: Slipway answered 404: There is none.\n");
  }

  @Test
  void knowNothingElseToDoWithATokenAndNoneWithoutALabel() {
    assertThat(run("bypass", "site", "show")).isEqualTo(64);
    assertThat(run("bypass", "site", "create")).isEqualTo(64);

    assertThat(server.asked()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "abc123def4 | /api/deployments/abc123def4/share | ''",
        "https://ABC123DEF4.example.com/a?b | /api/deployments/abc123def4/share | ''",
        "https://next--site.example.com:8443 | /api/projects/site/share | {\"host\":\"next--site\"}",
        "http://site.localhost:8080/ | /api/projects/site/share | {\"host\":\"site\"}",
        "site | /api/projects/site/share | {\"host\":\"site\"}"
      })
  void shareWhatAnAddressMeans(String address, String path, String body) {
    server.on("POST " + path, 201, SHARE);

    int code = run("share", address);

    assertThat(code).isZero();
    assertThat(screen.out()).isEqualTo("http://a.localhost/?slipway_share=s1\n");
    assertThat(screen.err()).isEqualTo("It holds until 2026-11-29T12:00:00Z.\n");
    assertThat(server.asked().getFirst().text()).isEqualTo(body);
  }

  @Test
  void shareForAsLongAsIsSaid() {
    server.on("POST /api/deployments/abc123def4/share", 201, SHARE);

    run("share", "abc123def4", "--expires", "12h", "--json");

    assertThat(server.asked().getFirst().text()).isEqualTo("{\"expiresIn\":\"12h\"}");
    assertThat(screen.out()).isEqualTo(SHARE + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost/", "http://", "https://a b/"})
  void shareNothingThatIsNoSite(String address) {
    assertThat(run("share", address)).isEqualTo(64);

    assertThat(server.asked()).isEmpty();
  }

  private int run(String... arguments) {
    var line = new ArrayList<>(List.of(arguments));
    line.addAll(List.of("--data", folder.toString()));
    return SlipwayCommand.run(screen.terminal(), line.toArray(String[]::new));
  }
}
