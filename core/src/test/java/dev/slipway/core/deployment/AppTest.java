package dev.slipway.core.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppTest {

  @Test
  void isStartedByItsWordsWithoutAShell() {
    var app = App.of("  node  --max-old-space-size=200 dist/server.js ").orElseThrow();

    assertThat(app.command()).containsExactly("node", "--max-old-space-size=200", "dist/server.js");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uvicorn main:app --port $PORT",
        "NODE_ENV=production node server.js",
        "node migrate.js && node server.js",
        "node 'my server.js'",
        "node *.js"
      })
  void isStartedByAShellWhereItHasMoreThanWords(String line) {
    assertThat(App.of(line).orElseThrow().command()).containsExactly("sh", "-c", line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "node\nserver.js", "node\0"})
  void isNoLineWithoutWordsOrWithControls(String text) {
    assertThat(App.of(text)).isEmpty();
    assertThat(App.of("x".repeat(1001))).isEmpty();
  }
}
