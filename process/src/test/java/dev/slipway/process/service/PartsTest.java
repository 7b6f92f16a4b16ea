package dev.slipway.process.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {

  private final List<String> closed = new ArrayList<>();
  private final Parts parts = new Parts();

  @Test
  void closesWhatWasStartedLastFirst() {
    parts.add(() -> closed.add("database"));
    parts.add(() -> closed.add("listener"));

    parts.close();
    parts.close();

    assertThat(closed).containsExactly("listener", "database");
  }

  @Test
  void closesTheRestAfterAFailure() {
    parts.add(() -> closed.add("database"));
    parts.add(() -> {
      throw new IllegalStateException("it hangs");
    });

    parts.close();

    assertThat(closed).containsExactly("database");
  }

  @Test
  void closesWhatIsStartedTooLate() {
    parts.close();

    assertThatThrownBy(() -> parts.add(() -> closed.add("late")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(closed).containsExactly("late");
  }
}
