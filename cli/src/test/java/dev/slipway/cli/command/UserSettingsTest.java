package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.project.RepositoryUrl;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserSettingsTest {

  @Test
  void passesOnWhatIsMeantForRunners() {
    var environment =
        Map.of("PATH", "/bin", "SLIPWAY_TOKEN", "slw_1", "SLIPWAY_BUILD_TIME", "5m", "X", "y");

    assertThat(UserSettings.ofRunners(environment, List.of()))
        .isEqualTo(Map.of("SLIPWAY_BUILD_TIME", "5m"));
  }

  @Test
  void allowsTheHostThatWasTyped() {
    var typed = List.of(url("https://Git.Example.com:8443/a.git"), url("/some/folder"));

    assertThat(UserSettings.ofRunners(Map.of(), typed))
        .isEqualTo(Map.of("SLIPWAY_GIT_PRIVATE_HOSTS", "git.example.com:8443"));
  }

  @Test
  void allowsItBesideThoseThatAreAllowed() {
    var environment = Map.of("SLIPWAY_GIT_PRIVATE_HOSTS", "git.lan");

    assertThat(UserSettings.ofRunners(environment, List.of(url("https://example.com/a"))))
        .isEqualTo(Map.of("SLIPWAY_GIT_PRIVATE_HOSTS", "git.lan,example.com"));
  }

  private static RepositoryUrl url(String text) {
    return RepositoryUrl.parse(text).orElseThrow();
  }
}
