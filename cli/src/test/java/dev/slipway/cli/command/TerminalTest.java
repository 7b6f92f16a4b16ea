package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTest {

  private final Screen screen = new Screen();

  @Test
  void saysAndComplainsOnStreamsOfTheirOwn() {
    screen.terminal().say("done");
    screen.terminal().gap();
    screen.terminal().complain("failed");

    assertThat(screen.out()).isEqualTo("done\n\n");
    assertThat(screen.err()).isEqualTo("failed\n");
  }

  @Test
  void agreesWhereNobodySitsAtATerminal() {
    boolean agreed = screen.terminal().agrees("Install that now?");

    assertThat(agreed).isTrue();
    assertThat(screen.out()).isEmpty();
  }
}
