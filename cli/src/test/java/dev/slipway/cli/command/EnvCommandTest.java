package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EnvCommandTest {

  private static final String PATH = "/api/projects/site/variables";
  private static final String SET = "{\"set\":[\"TOKEN\"],\"notes\":[]}";
  private static final String LIST =
      """
      {"variables":[{"key":"SITE","scope":"branch:next","kind":"public","use":"build",\
      "value":"a\\nb","setAt":"2026-11-22T12:00:00Z"},\
      {"key":"TOKEN","scope":"all","kind":"secret","use":"both","value":null,\
      "setAt":"2026-11-22T12:00:00Z"}]}\
      """;

  @TempDir private Path folder;
  @AutoClose private final CommandTrial slipway = new CommandTrial();

  @Test
  void listsWhatMayBeTold() {
    slipway.server.on("GET " + PATH, 200, LIST);
    slipway.server.on("GET " + PATH, 200, LIST);

    assertThat(slipway.run("env", "site", "list")).isZero();
    slipway.run("env", "site", "list", "--json");

    assertThat(slipway.out())
        .isEqualTo(
            """
            SITE                      branch:next   build    a\\nb
            TOKEN                     all           both     (secret)
            """
                + LIST
                + "\n");
  }

  @Test
  void setsTheValueThatComesFromTheInput() {
    slipway.server.on("PUT " + PATH + "/TOKEN", 200, SET);

    int code = slipway.runWith("s3cr3t\n", "env", "site", "set", "TOKEN");

    assertThat(code).isZero();
    assertThat(slipway.server.asked().getFirst().text()).isEqualTo("{\"value\":\"s3cr3t\"}");
    assertThat(slipway.out()).isEqualTo("Set TOKEN. The next build gets what is set.\n");
  }

  @Test
  void setsTheValueOfAFileAsItIsToldTo() throws IOException {
    slipway.server.on(
        "PUT " + PATH + "/TOKEN", 200, "{\"set\":[\"TOKEN\"],\"notes\":[\"Mind it.\"]}");
    var file = Files.writeString(folder.resolve("key.pem"), "one\r\ntwo\r\n");

    slipway.runWith(
        "",
        "env",
        "site",
        "set",
        "TOKEN",
        "--file",
        file.toString(),
        "--scope",
        "branch:a/b",
        "--kind",
        "public",
        "--use",
        "build");

    assertThat(slipway.server.asked().getFirst().text())
        .isEqualTo(
            "{\"scope\":\"branch:a/b\",\"kind\":\"public\",\"use\":\"build\","
                + "\"value\":\"one\\r\\ntwo\"}");
    assertThat(slipway.err()).isEqualTo("Mind it.\n");
  }

  @Test
  void importsAFileAsItIs() throws IOException {
    slipway.server.on("POST " + PATH, 200, SET);
    slipway.server.on("POST " + PATH, 200, SET);
    var file = Files.writeString(folder.resolve(".env"), "TOKEN=s3cr3t\n");

    assertThat(slipway.run("env", "site", "import", file.toString())).isZero();
    assertThat(slipway.runWith("TOKEN=x", "env", "site", "import", "-")).isZero();

    assertThat(slipway.server.asked().getFirst().text()).isEqualTo("TOKEN=s3cr3t\n");
    assertThat(slipway.server.asked().getLast().text()).isEqualTo("TOKEN=x");
    assertThat(slipway.out()).doesNotContain("s3cr3t");
  }

  @Test
  void removesOneInItsScope() {
    slipway.server.on("DELETE " + PATH + "/TOKEN", 204, "");

    assertThat(slipway.run("env", "site", "remove", "TOKEN")).isZero();

    assertThat(slipway.out()).isEqualTo("Removed TOKEN. Builds from now on do without it.\n");
  }

  @Test
  void saysWhatIsWrongInAFile() throws IOException {
    slipway.server.on("POST " + PATH, 422, "{\"detail\": \"Line 2: There is no = in it.\"}");
    var file = Files.writeString(folder.resolve(".env"), "A=1\noops\n");

    assertThat(slipway.run("env", "site", "import", file.toString())).isEqualTo(1);

    assertThat(slipway.err()).contains("Line 2: There is no = in it.");
  }

  @Test
  void takesNoValueFromTheCommandLineNorFromWhereThereIsNone() throws IOException {
    var binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xFF});
    var large = Files.write(folder.resolve("large"), new byte[64 * 1024 + 1]);

    assertThat(slipway.run("env", "site", "set", "TOKEN", "s3cr3t")).isEqualTo(64);
    assertThat(slipway.run("env", "site", "set", "TOKEN", "--value", "s3cr3t")).isEqualTo(64);
    assertThat(slipway.run("env", "site", "set")).isEqualTo(64);
    assertThat(slipway.run("env", "site", "import")).isEqualTo(64);
    assertThat(slipway.run("env", "site", "show")).isEqualTo(64);
    assertThat(slipway.run("env", "site", "import", folder.resolve("none").toString()))
        .isEqualTo(64);
    assertThat(slipway.run("env", "site", "set", "A", "--file", binary.toString())).isEqualTo(64);
    assertThat(slipway.run("env", "site", "set", "A", "--file", large.toString())).isEqualTo(64);

    assertThat(slipway.server.asked()).isEmpty();
  }
}
