package dev.slipway.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.cli.machine.FreePort;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.ProjectName;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.process.settings.SettingsException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformTest {

  private static final ProjectName SITE = new ProjectName("site");
  private static final BranchName MAIN = new BranchName("main");
  private static final BranchName FEATURE = new BranchName("feature");

  @TempDir private Path folder;

  @Test
  void keepsProjectsAndItsTokenOverARestart() throws InterruptedException {
    String secret;
    String token;
    try (var first = Platform.start(settings(FreePort.any(), Map.of()))) {
      secret = first.project(SITE, repository("/a"), MAIN).secret().reveal();
      token = first.firstToken().orElseThrow().secret().reveal();
      assertThat(first.signInLink())
          .hasToString(first.domain().control() + "/sign-in#token=" + token);
    }

    try (var second = Platform.start(settings(FreePort.any(), Map.of()))) {
      assertThat(second.firstToken()).isEmpty();
      assertThat(DataFolder.read(second.data().apiToken())).contains(token);
      var projects = second.api().get("/api/projects").path("projects");
      assertThat(projects).hasSize(1);
      assertThat(projects.path(0).path("name").asText()).isEqualTo("site");
      assertThat(second.project(SITE, repository("/a"), MAIN).secret().reveal()).isEqualTo(secret);
    }
  }

  @Test
  void givesEachRepositoryAProjectOfItsOwn() {
    var long40 = new ProjectName("a".repeat(40));
    try (var platform = Platform.start(settings(FreePort.any(), Map.of()))) {
      var first = platform.project(SITE, repository("/a"), MAIN).project();
      var second = platform.project(SITE, repository("/b"), MAIN).project();
      var again = platform.project(SITE, repository("/b"), FEATURE).project();

      assertThat(first.name()).isEqualTo(SITE);
      assertThat(second.name()).isEqualTo(new ProjectName("site-2"));
      assertThat(second.repository()).isEqualTo(repository("/b"));
      assertThat(again.id()).isEqualTo(second.id());
      assertThat(again.production()).isEqualTo(MAIN);
      platform.project(long40, repository("/a"), MAIN);
      assertThat(platform.project(long40, repository("/b"), MAIN).project().name().value())
          .isEqualTo("a".repeat(38) + "-2");
    }
  }

  @Test
  void tellsWhereItIsOnlyWhileItRuns() {
    var platform = Platform.start(settings(FreePort.any(), Map.of()));
    var address = platform.data().address();
    assertThat(DataFolder.read(address)).contains(platform.domain().control().toString());

    platform.close();
    platform.close();

    assertThat(address).doesNotExist();
  }

  @Test
  void saysThatThePortIsTakenAndLeavesNothingOpen() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();

      assertThatThrownBy(() -> Platform.start(settings(port, Map.of())))
          .isInstanceOf(PlatformException.class)
          .hasMessageContaining("port " + port + " of 127.0.0.1")
          .hasMessageContaining("--port");
    }

    assertThat(folder.resolve("data/address")).doesNotExist();
    try (var platform = Platform.start(settings(FreePort.any(), Map.of()))) {
      assertThat(platform.firstToken()).isPresent();
    }
  }

  @Test
  void tellsItsFiguresWhereTheyAreWanted() throws IOException, InterruptedException {
    int status = FreePort.any();
    var wanted = Map.of("SLIPWAY_STATIC_STATUS_LISTEN", "127.0.0.1:" + status);

    try (var _ = Platform.start(settings(FreePort.any(), wanted));
        var http = HttpClient.newHttpClient()) {
      var metrics = URI.create("http://127.0.0.1:" + status + "/metrics");
      var figures = http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString());

      assertThat(figures.body()).contains("slipway_artifacts_open 0.0");
    }
  }

  @Test
  void refusesSettingsThatARunnerWouldRefuse() {
    var wrong = Map.of("SLIPWAY_BUILD_TIME", "soon", "SLIPWAY_COLOUR", "blue");

    assertThatThrownBy(() -> Platform.start(settings(FreePort.any(), wrong)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("SLIPWAY_BUILD_TIME=soon")
        .hasMessageContaining("SLIPWAY_COLOUR");
  }

  @Test
  void refusesABucketSinceItKeepsAllInItsFolder() throws IOException {
    var secret = Files.writeString(folder.resolve("s3"), "secret").toString();
    var wanted =
        Map.of(
            "SLIPWAY_S3_ENDPOINT", "https://s3.example.com",
            "SLIPWAY_S3_BUCKET", "sites",
            "SLIPWAY_S3_ACCESS_KEY_ID", "me",
            "SLIPWAY_S3_SECRET_KEY_FILE", secret);

    assertThatThrownBy(() -> Platform.start(settings(FreePort.any(), wanted)))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("sites at https://s3.example.com")
        .hasMessageContaining("Unset SLIPWAY_S3_ENDPOINT");
  }

  @Test
  void keepsWhatItsSettingsSay() {
    var settings = settings(FreePort.any(), Map.of("SLIPWAY_KEEP_RECENT", "3"));

    assertThat(settings.retention().recent()).isEqualTo(3);
    assertThatThrownBy(() -> Platform.start(settings(1, Map.of("SLIPWAY_KEEP_YOUNG", "soon"))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("SLIPWAY_KEEP_YOUNG=soon");
  }

  @Test
  void refusesAnAddressThatIsNone() {
    var settings =
        new PlatformSettings(
            folder.resolve("data"),
            "300.0.0.1",
            FreePort.any(),
            "localhost",
            1,
            Map.of(),
            Optional.empty());

    assertThatThrownBy(() -> Platform.start(settings))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("300.0.0.1")
        .hasMessageContaining("--listen");
  }

  private static RepositoryUrl repository(String path) {
    return RepositoryUrl.parse(path).orElseThrow();
  }

  private PlatformSettings settings(int port, Map<String, String> runners) {
    return new PlatformSettings(
        folder.resolve("data"), "127.0.0.1", port, "localhost", 1, runners, Optional.empty());
  }
}
