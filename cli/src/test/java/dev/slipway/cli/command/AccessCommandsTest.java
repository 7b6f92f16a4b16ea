package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
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
  @AutoClose private final CommandTrial slipway = new CommandTrial();

  @Test
  void showWhatIsSettled() {
    slipway.server.on("GET " + PATH, 200, SETTLED);
    slipway.server.on("GET " + PATH, 200, SETTLED);

    int code = slipway.run("access", "site");
    slipway.run("access", "site", "--json");

    assertThat(code).isZero();
    assertThat(slipway.out())
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
    slipway.server.on("PUT " + PATH, 200, SETTLED);
    var file = Files.writeString(folder.resolve("password"), "open sesame\nsecond line\n");

    int code =
        slipway.run("access", "site", "--preview", "guarded", "--password-file", file.toString());

    assertThat(code).isZero();
    assertThat(slipway.server.asked().getFirst().text())
        .isEqualTo("{\"preview\":\"guarded\",\"password\":\"open sesame\"}");
    assertThat(slipway.out()).doesNotContain("sesame");
  }

  @Test
  void removeAPassword() {
    slipway.server.on("PUT " + PATH, 200, SETTLED);

    slipway.run("access", "site", "--no-password");

    assertThat(slipway.server.asked().getFirst().text()).isEqualTo("{\"password\":null}");
  }

  @Test
  void takeNoPasswordThatCanNotBeReadOrAskedFor() throws IOException {
    var empty = Files.writeString(folder.resolve("empty"), "\n");

    assertThat(slipway.run("access", "site", "--password-file", empty.toString())).isEqualTo(64);
    assertThat(slipway.run("access", "site", "--password-file", folder.toString())).isEqualTo(64);
    assertThat(slipway.run("access", "site", "--password-file", "x", "--no-password"))
        .isEqualTo(64);
    assertThat(slipway.run("access", "site", "--password=open-sesame")).isEqualTo(64);

    assertThat(slipway.server.asked()).isEmpty();
  }

  @Test
  void endAllShareLinks() {
    slipway.server.on("DELETE " + PATH + "/shares", 204, "");
    slipway.server.on("GET " + PATH, 200, SETTLED);

    assertThat(slipway.run("access", "site", "--end-shares")).isZero();

    assertThat(slipway.server.asked()).hasSize(2);
  }

  @Test
  void makeABypassTokenAndPrintNothingElse() {
    slipway.server.on("POST " + PATH + "/bypass", 201, "{\"label\":\"ci\",\"token\":\"slb_1\"}");

    int code = slipway.run("bypass", "site", "create", "ci");

    assertThat(code).isZero();
    assertThat(slipway.out()).isEqualTo("slb_1\n");
    assertThat(slipway.err()).contains("shown this once", "x-slipway-bypass");
    assertThat(slipway.server.asked().getFirst().text()).isEqualTo("{\"label\":\"ci\"}");
  }

  @Test
  void listAndRemoveBypassTokens() {
    slipway.server.on("GET " + PATH, 200, SETTLED);
    slipway.server.on("DELETE " + PATH + "/bypass/ci", 204, "");

    slipway.run("bypass", "site", "list");
    slipway.run("bypass", "site", "remove", "ci");

    assertThat(slipway.out())
        .isEqualTo(
            """
            ci                    2026-11-22T12:00:00Z
            Removed ci, and every cookie that it set.
            """);
  }

  @Test
  void sayWhyATokenIsNotRemoved() {
    slipway.server.on("DELETE " + PATH + "/bypass/ci", 404, "{\"detail\": \"There is none.\"}");

    assertThat(slipway.run("bypass", "site", "remove", "ci")).isEqualTo(1);

    assertThat(slipway.err()).isEqualTo("slipway: Slipway answered 404: There is none.\n");
  }

  @Test
  void knowNothingElseToDoWithATokenAndNoneWithoutALabel() {
    assertThat(slipway.run("bypass", "site", "show")).isEqualTo(64);
    assertThat(slipway.run("bypass", "site", "create")).isEqualTo(64);

    assertThat(slipway.server.asked()).isEmpty();
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
    slipway.server.on("POST " + path, 201, SHARE);

    int code = slipway.run("share", address);

    assertThat(code).isZero();
    assertThat(slipway.out()).isEqualTo("http://a.localhost/?slipway_share=s1\n");
    assertThat(slipway.err()).isEqualTo("It holds until 2026-11-29T12:00:00Z.\n");
    assertThat(slipway.server.asked().getFirst().text()).isEqualTo(body);
  }

  @Test
  void shareForAsLongAsIsSaid() {
    slipway.server.on("POST /api/deployments/abc123def4/share", 201, SHARE);

    slipway.run("share", "abc123def4", "--expires", "12h", "--json");

    assertThat(slipway.server.asked().getFirst().text()).isEqualTo("{\"expiresIn\":\"12h\"}");
    assertThat(slipway.out()).isEqualTo(SHARE + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost/", "http://", "https://a b/"})
  void shareNothingThatIsNoSite(String address) {
    assertThat(slipway.run("share", address)).isEqualTo(64);

    assertThat(slipway.server.asked()).isEmpty();
  }
}
