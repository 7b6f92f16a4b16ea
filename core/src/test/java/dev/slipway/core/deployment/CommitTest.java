package dev.slipway.core.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommitTest {

  private static final CommitSha SHA = new CommitSha("a".repeat(40));

  @Test
  void keepsTheFirstLineOfItsMessage() {
    assertThat(new Commit(SHA, "Fix it\n\nBecause", "A").message()).isEqualTo("Fix it");
  }

  @Test
  void shortensWithoutSplittingACharacter() {
    var message = new Commit(SHA, "😀".repeat(300), "A").message();

    assertThat(message.codePointCount(0, message.length())).isEqualTo(200);
    assertThat(message).endsWith("😀…");
  }

  @Test
  void dropsControlCharacters() {
    assertThat(new Commit(SHA, "a\u001b[31mb\u0000", "A").message()).isEqualTo("a[31mb");
  }
}
