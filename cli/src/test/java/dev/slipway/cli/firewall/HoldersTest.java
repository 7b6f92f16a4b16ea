package dev.slipway.cli.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HoldersTest {

  private static final long NOBODY = 4_194_305; // no process has a number so large

  @TempDir private Path home;
  private Path folder;
  private Holders mine;
  private Process neighbour;

  @BeforeEach
  void startANeighbour() throws IOException {
    folder = home.resolve("holders");
    mine = new Holders(folder, ProcessHandle.current().pid());
    neighbour = new ProcessBuilder("sleep", "60").start();
  }

  @AfterEach
  void stop() {
    neighbour.destroyForcibly();
  }

  @Test
  void letTheRulesGoWithTheProcessThatMadeThem() {
    mine.add(true);

    assertThat(mine.remove()).isTrue();
  }

  @Test
  void keepRulesThatSomebodyElseHasPutInForce() {
    mine.add(false);

    assertThat(mine.remove()).isFalse();
  }

  @Test
  void keepRulesThatAnotherProcessNeedsWhichTakesThemAwayInItsTurn() {
    var others = new Holders(folder, neighbour.pid());
    mine.add(true);
    others.add(false);

    assertThat(mine.remove()).isFalse();
    assertThat(others.remove()).isTrue();
  }

  @Test
  void doNotCountWhoWasKilled() {
    new Holders(folder, NOBODY).add(true);
    mine.add(false);

    assertThat(mine.remove()).isTrue();
  }

  @Test
  void keepRulesThatWereAskedForMeanwhile() {
    mine.add(true);

    mine.forget();

    assertThat(mine.remove()).isFalse();
    assertThat(folder).doesNotExist();
  }
}
