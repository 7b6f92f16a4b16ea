package dev.slipway.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.embedded.DataFolder;
import dev.slipway.cli.machine.FreePort;
import dev.slipway.core.secret.Secret;
import dev.slipway.migrations.Migrations;
import dev.slipway.runner.job.Builders;
import dev.slipway.store.database.EmbeddedDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExaminationTest {

  @TempDir private Path folder;

  @Test
  void looksAtEverythingThatAServersSettingsPromise() throws IOException, InterruptedException {
    var checks = ask(settings());

    assertThat(checks)
        .extracting(Check::what)
        .contains(
            "settings",
            "Java",
            "memory",
            "container engine",
            "builder image",
            "builder image for Python",
            "disk of builds",
            "firewall for builds",
            "artifacts folder",
            "logs folder",
            "work folder",
            "encryption key",
            "database",
            "schema",
            "queue",
            "Redis",
            "DNS wildcard",
            "receiver",
            "static server",
            "doorbell");
    assertThat(line(checks, "settings")).isEqualTo("✓ settings: the environment is valid");
    assertThat(line(checks, "artifacts folder")).startsWith("✓");
    assertThat(line(checks, "work folder")).startsWith("✗ work folder: there is no");
    assertThat(line(checks, "database")).startsWith("✗").contains("start it");
    assertThat(line(checks, "Redis")).startsWith("✗");
    assertThat(line(checks, "receiver")).startsWith("✗");
  }

  @Test
  void looksIntoADatabaseThatIsThere() throws IOException, InterruptedException {
    var settings = new HashMap<>(settings());
    try (var embedded =
        EmbeddedDatabase.open(folder.resolve("database"), new Secret("secret"), 3)) {
      settings.put("SLIPWAY_DATABASE_URL", embedded.tcpUrl());
      settings.put("SLIPWAY_DATABASE_USER", embedded.user());

      var before = ask(settings);
      Migrations.apply(embedded.database().dataSource());
      var after = ask(settings);

      assertThat(line(before, "schema"))
          .matches("✗ schema: [0-9]+ migrations are missing — .*slipway migrate");
      assertThat(line(before, "queue")).startsWith("✗");
      assertThat(line(after, "schema")).isEqualTo("✓ schema: up to date");
      assertThat(line(after, "queue"))
          .isEqualTo("✓ queue: 0 waiting, 0 running, 0 of them past their lease");
      assertThat(line(after, "database")).startsWith("✓ database: jdbc:h2:tcp:");
    }
  }

  @Test
  void saysAllThatIsWrongWithTheSettings() throws IOException, InterruptedException {
    var wrong = new HashMap<>(settings());
    wrong.put("SLIPWAY_FLOOR_DISK", "much");
    wrong.put("SLIPWAY_CEILING_TIME", "long");
    wrong.put("SLIPWAY_RECEIVER_LISTEN", "everywhere");
    wrong.put("SLIPWAY_REDIS_URL", "http://localhost");
    wrong.remove("SLIPWAY_ARTIFACTS");

    var checks = ask(wrong);

    assertThat(checks)
        .extracting(Check::line)
        .filteredOn(line -> line.startsWith("✗ settings: "))
        .hasSize(5)
        .anyMatch(line -> line.contains("FLOOR_DISK") && line.contains("such as 512m"))
        .anyMatch(line -> line.contains("CEILING_TIME"))
        .anyMatch(line -> line.contains("RECEIVER_LISTEN"))
        .anyMatch(line -> line.contains("REDIS_URL"))
        .anyMatch(line -> line.contains("ARTIFACTS"));
    assertThat(checks).extracting(Check::what).contains("Java", "memory");
  }

  @Test
  void asksLessWhereThereIsNoServer() throws InterruptedException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePort.any());
    var engine = URI.create("unix://" + folder.resolve("none.sock"));

    var checks =
        new Doctor(Duration.ofSeconds(20))
            .ask(
                Examination.ofEmbedded(
                    new DataFolder(folder.resolve("data")), address, engine, Builders.USUAL));

    assertThat(line(checks, "data folder")).contains("is made at the first start");
    assertThat(line(checks, "port " + address.getPort())).endsWith("free");
    assertThat(line(checks, "container engine")).startsWith("✗");
    assertThat(checks).extracting(Check::what).doesNotContain("database", "Redis");
  }

  private List<Check> ask(Map<String, String> environment) throws InterruptedException {
    return new Doctor(Duration.ofSeconds(20))
        .ask(Examination.ofServer(environment, "check-1", Clock.systemUTC()));
  }

  private Map<String, String> settings() throws IOException {
    var password = Files.writeString(folder.resolve("password"), "secret");
    var artifacts = Files.createDirectories(folder.resolve("artifacts"));
    var closed = FreePort.any();
    var settings = new HashMap<String, String>();
    settings.put("DOCKER_HOST", "unix://" + folder.resolve("none.sock"));
    settings.put("SLIPWAY_INSTANCE", "test");
    settings.put("SLIPWAY_DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + closed + "/slipway");
    settings.put("SLIPWAY_DATABASE_USER", "slipway");
    settings.put("SLIPWAY_DATABASE_PASSWORD_FILE", password.toString());
    settings.put("SLIPWAY_ENCRYPTION_KEY_FILE", password.toString());
    settings.put("SLIPWAY_REDIS_URL", "redis://127.0.0.1:" + closed);
    settings.put("SLIPWAY_ARTIFACTS", artifacts.toString());
    settings.put("SLIPWAY_LOGS", artifacts.toString());
    settings.put("SLIPWAY_WORK", folder.resolve("work").toString());
    settings.put("SLIPWAY_RECEIVER_LISTEN", "127.0.0.1:" + closed);
    settings.put("SLIPWAY_STATIC_LISTEN", "127.0.0.1:" + closed);
    settings.put("SLIPWAY_DOORBELL", folder.resolve("bell").toString());
    return settings;
  }

  private static String line(List<Check> checks, String what) {
    return checks.stream()
        .filter(check -> check.what().equals(what))
        .map(Check::line)
        .findFirst()
        .orElseThrow();
  }
}
