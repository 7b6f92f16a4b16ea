package dev.slipway.core.alias;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.deployment.ShortId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainTest {

  private static final Domain LOCAL = new Domain("http", "localhost", 8080);

  @Test
  void linksADeployment() {
    assertThat(LOCAL.link(new ShortId("abcdefghi1")))
        .hasToString("http://abcdefghi1.localhost:8080/");
  }

  @Test
  void leavesOutTheUsualPort() {
    assertThat(new Domain("https", "example.com", 443).control())
        .hasToString("https://example.com");
    assertThat(new Domain("http", "example.com", 443).control())
        .hasToString("http://example.com:443");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.localhost", "a.localhost:8080", "A.LOCALHOST:1", "a.localhost.:80"})
  void findsTheLabelHoweverTheHostIsSpelled(String authority) {
    assertThat(LOCAL.label(authority)).contains(new HostLabel("a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:8080",
        "",
        "a.example.com",
        "a.b.localhost",
        "alocalhost",
        "-a.localhost",
        ".localhost",
        "a_b.localhost",
        "[::1]:8080"
      })
  void findsNoneInTheControlHostOrAnyOther(String authority) {
    assertThat(LOCAL.label(authority)).isEmpty();
  }
}
