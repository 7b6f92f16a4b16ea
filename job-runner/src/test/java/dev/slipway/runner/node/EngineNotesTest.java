package dev.slipway.runner.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EngineNotesTest {

  private static final Duration AGE = Duration.ofMinutes(10);
  private static final Path ROOT = Path.of("/var/lib/engine");

  @TempDir private Path work;
  private EngineNotes notes;

  @BeforeEach
  void makeNotes() throws IOException {
    boot("first");
    notes = new EngineNotes(work, work.resolve("boot"));
  }

  @Test
  void knowsNothingAtFirst() {
    assertThat(clean(Duration.ZERO)).isFalse();
    assertThat(notes.folder()).isEmpty();
  }

  @Test
  void remembersThatItWasCleanForAWhile() {
    notes.clean(Optional.of(ROOT));

    assertThat(clean(Duration.ofMinutes(9))).isTrue();
    assertThat(clean(Duration.ofMinutes(11))).isFalse();
    assertThat(notes.folder()).contains(ROOT);
  }

  @Test
  void forgetsItWhenTheMachineStartsAgain() throws IOException {
    notes.clean(Optional.empty());

    boot("second");

    assertThat(clean(Duration.ZERO)).isFalse();
  }

  @Test
  void forgetsItWhenThereIsDoubtButNotTheFolder() {
    notes.clean(Optional.of(ROOT));

    notes.doubt();

    assertThat(clean(Duration.ZERO)).isFalse();
    assertThat(notes.folder()).contains(ROOT);
  }

  private boolean clean(Duration later) {
    return notes.isClean(Clock.systemUTC().instant().plus(later), AGE);
  }

  private void boot(String id) throws IOException {
    Files.writeString(work.resolve("boot"), id + "\n");
  }
}
