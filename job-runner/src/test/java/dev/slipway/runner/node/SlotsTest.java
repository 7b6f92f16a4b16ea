package dev.slipway.runner.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SlotsTest {

  @TempDir private Path work;

  @Test
  void givesAsManyAsThereAre() {
    var slots = new Slots(work, 2);

    try (var first = slots.take().orElseThrow();
        var second = slots.take().orElseThrow()) {
      assertThat(first.number()).isEqualTo(1);
      assertThat(second.number()).isEqualTo(2);
      assertThat(slots.take()).isEmpty();
    }
  }

  @Test
  void givesOneAgainThatWasFreed() {
    var slots = new Slots(work, 1);
    slots.take().orElseThrow().close();

    try (var again = slots.take().orElseThrow()) {
      assertThat(again.number()).isEqualTo(1);
    }
  }

  @Test
  void givesTheFirstThatIsFree() {
    var slots = new Slots(work, 3);
    var first = slots.take().orElseThrow();
    try (var second = slots.take().orElseThrow()) {
      first.close();

      try (var again = slots.take().orElseThrow()) {
        assertThat(again.number()).isEqualTo(1);
        assertThat(second.number()).isEqualTo(2);
      }
    }
  }
}
