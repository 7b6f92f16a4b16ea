package dev.slipway.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.client.RecordingServer;
import dev.slipway.cli.embedded.DataFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
  void listsWhatMayBeTold() {
    server.on("GET " + PATH, 200, LIST);
    server.on("GET " + PATH, 200, LIST);

    assertThat(run("", "env", "site", "list")).isZero();
    run("", "env", "site", "list", "--json");

    assertThat(screen.out())
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
    server.on("PUT " + PATH + "/TOKEN", 200, SET);

    int code = run("s3cr3t\n", "env", "site", "set", "TOKEN");

    assertThat(code).isZero();
    assertThat(server.asked().getFirst().text()).isEqualTo("{\"value\":\"s3cr3t\"}");
    assertThat(screen.out()).isEqualTo("Set TOKEN. The next build gets what is set.\n");
  }

  @Test
  void setsTheValueOfAFileAsItIsToldTo() throws IOException {
    server.on("PUT " + PATH + "/TOKEN", 200, "{\"set\":[\"TOKEN\"],\"notes\":[\"Mind it.\"]}");
    var file = Files.writeString(folder.resolve("key.pem"), "one\r\ntwo\r\n");

    run(
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

    assertThat(server.asked().getFirst().text())
        .isEqualTo(
            "{\"scope\":\"branch:a/b\",\"kind\":\"public\",\"use\":\"build\","
                + "\"value\":\"one\\r\\ntwo\"}");
    assertThat(screen.err()).isEqualTo("Mind it.\n");
  }

  @Test
  void importsAFileAsItIs() throws IOException {
    server.on("POST " + PATH, 200, SET);
    server.on("POST " + PATH, 200, SET);
    var file = Files.writeString(folder.resolve(".env"), "TOKEN=s3cr3t\n");

    assertThat(run("", "env", "site", "import", file.toString())).isZero();
    assertThat(run("TOKEN=x", "env", "site", "import", "-")).isZero();

    assertThat(server.asked().getFirst().text()).isEqualTo("TOKEN=s3cr3t\n");
    assertThat(server.asked().getLast().text()).isEqualTo("TOKEN=x");
    assertThat(screen.out()).doesNotContain("s3cr3t");
  }

  @Test
  void removesOneInItsScope() {
    server.on("DELETE " + PATH + "/TOKEN", 204, "");

    assertThat(run("", "env", "site", "remove", "TOKEN")).isZero();

    assertThat(screen.out()).isEqualTo("Removed TOKEN. Builds from now on do without it.\n");
  }

  @Test
  void saysWhatIsWrongInAFile() throws IOException {
    server.on("POST " + PATH, 422, "{\"detail\": \"Line 2: There is no = in it.\"}");
    var file = Files.writeString(folder.resolve(".env"), "A=1\noops\n");

    assertThat(run("", "env", "site", "import", file.toString())).isEqualTo(1);

    assertThat(screen.err()).contains("Line 2: There is no = in it.");
  }

  @Test
  void takesNoValueFromTheCommandLineNorFromWhereThereIsNone() throws IOException {
    var binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xFF});
    var large = Files.write(folder.resolve("large"), new byte[64 * 1024 + 1]);

    assertThat(run("", "env", "site", "set", "TOKEN", "s3cr3t")).isEqualTo(64);
    assertThat(run("", "env", "site", "set", "TOKEN", "--value", "s3cr3t")).isEqualTo(64);
    assertThat(run("", "env", "site", "set")).isEqualTo(64);
    assertThat(run("", "env", "site", "import")).isEqualTo(64);
    assertThat(run("", "env", "site", "show")).isEqualTo(64);
    assertThat(run("", "env", "site", "import", folder.resolve("none").toString())).isEqualTo(64);
    assertThat(run("", "env", "site", "set", "A", "--file", binary.toString())).isEqualTo(64);
    assertThat(run("", "env", "site", "set", "A", "--file", large.toString())).isEqualTo(64);

    assertThat(server.asked()).isEmpty();
  }

  private int run(String input, String... arguments) {
    var line = new ArrayList<>(List.of(arguments));
    line.addAll(List.of("--data", folder.toString()));
    var in = new ByteArrayInputStream(input.getBytes(UTF_8));
    var terminal = new Terminal(screen.terminal().out(), screen.terminal().err(), in);
    return SlipwayCommand.run(terminal, line.toArray(String[]::new));
  }
}
