package dev.slipway.runner.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameworkCachesTest {

  @Test
  void hasThoseOfTheFrameworkAndThoseThatAnyMayHave() {
    assertThat(FrameworkCaches.of("nextjs")).contains("node_modules/.cache", ".next/cache");
    assertThat(FrameworkCaches.of("node"))
        .contains("node_modules/.cache", "node_modules/.vite")
        .doesNotContain(".next/cache");
  }

  @Test
  void namesNothingTwice() {
    assertThat(FrameworkCaches.of("")).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nextjs", "astro", "gatsby", "docusaurus", "nuxtjs", "vitepress"})
  void keepsNoOutput(String framework) {
    assertThat(FrameworkCaches.of(framework))
        .doesNotContainAnyElementsOf(
            Stream.of("dist", "out", "build", "public", ".next", ".output", ".cache").toList());
  }
}
