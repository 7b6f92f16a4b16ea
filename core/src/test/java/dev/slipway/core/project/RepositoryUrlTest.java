package dev.slipway.core.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryUrlTest {

  @ParameterizedTest
  @ValueSource(strings = {"https://github.com/a/b.git", "https://git.example.com:8443/a", "/srv/x"})
  void acceptsHttpsAndFolders(String text) {
    assertThat(RepositoryUrl.parse(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "../x",
        "http://github.com/a/b",
        "git://github.com/a/b",
        "ssh://git@github.com/a",
        "git@github.com:a/b.git",
        "https://user:pw@github.com/a",
        "https://user@github.com/a",
        "https:///a",
        "https://github.com/a?x=1",
        "https://github.com/a#x",
        "file://host/x",
        "ext::sh -c id",
        "https://github.com/a b",
        "file:x",
        "--upload-pack=x"
      })
  void refusesEveryOtherSchemeAndUserInformation(String text) {
    assertThat(RepositoryUrl.parse(text)).isEmpty();
  }

  @Test
  void tellsAFolderFromAUrl() {
    assertThat(RepositoryUrl.parse("/srv/a folder").orElseThrow().isLocal()).isTrue();
    assertThat(RepositoryUrl.parse("https://github.com/a/b").orElseThrow().isLocal()).isFalse();
  }
}
