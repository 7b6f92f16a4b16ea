package dev.slipway.runner.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CleanupTest {

  private final List<String> done = new ArrayList<>();

  @Test
  void doesEverythingNewestFirstThoughSomeOfItFails() {
    var cleanup = new Cleanup();
    cleanup.add(() -> done.add("first"));
    cleanup.add(() -> fail("second"));
    cleanup.add(() -> fail("third"));

    assertThatThrownBy(cleanup::close)
        .hasMessage("third")
        .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
    assertThat(done).containsExactly("third", "second", "first");
  }

  @Test
  void doesItOnce() {
    var cleanup = new Cleanup();
    cleanup.add(() -> done.add("it"));

    cleanup.close();
    cleanup.close();

    assertThat(done).containsExactly("it");
  }

  private void fail(String what) {
    done.add(what);
    throw new IllegalStateException(what);
  }
}
