package dev.slipway.site.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.project.ProjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogTest {

  @TempDir private Path folder;

  @Test
  void hasALineForEachRequestOfAProject() throws IOException {
    try (var log = new AccessLog(folder.resolve("logs"), AccessLogTest::name, Clock.systemUTC())) {
      for (int i = 0; i < 5000; i++) {
        log.answered(SentRequest.to("/" + i).answered("192.0.2.7", 200));
      }
    }

    assertThat(Files.readAllLines(folder.resolve("logs/shop.log")))
        .hasSize(5000)
        .last()
        .asString()
        .contains("GET /4999 ");
  }

  @Test
  void goesOnWhereItEnded() throws IOException {
    for (int i = 0; i < 2; i++) {
      try (var log = new AccessLog(folder, AccessLogTest::name, Clock.systemUTC())) {
        log.answered(SentRequest.to("/" + i).answered("192.0.2.7", 200));
      }
    }

    assertThat(Files.readAllLines(folder.resolve("shop.log"))).hasSize(2);
  }

  @Test
  void goesByTheIdWhereNobodyKnowsTheName() {
    try (var log =
        new AccessLog(
            folder,
            _ -> {
              throw new IllegalStateException("no database");
            },
            Clock.systemUTC())) {
      log.answered(SentRequest.to("/").answered("192.0.2.7", 200));
    }

    assertThat(folder.resolve(SentRequest.PROJECT.value() + ".log")).isNotEmptyFile();
  }

  @Test
  void dropsAndCountsWhatItCannotWrite() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "in the way");
    try (var log = new AccessLog(file, AccessLogTest::name, Clock.systemUTC())) {
      log.answered(SentRequest.to("/").answered("192.0.2.7", 200));

      await().untilAsserted(() -> assertThat(log.dropped()).isEqualTo(1));
    }
  }

  @Test
  void putsAFullFileAside() throws IOException {
    try (var file = new AccessLogFile(folder, "shop", 10)) {
      file.write("8".repeat(8));
      file.write("6".repeat(6));
      file.write("7".repeat(7));
    }

    assertThat(folder.resolve("shop.log")).hasSize(7);
    assertThat(folder.resolve("shop.log.1")).hasSize(6);
  }

  private static Optional<String> name(ProjectId project) {
    return Optional.of("shop").filter(_ -> project.equals(SentRequest.PROJECT));
  }
}
