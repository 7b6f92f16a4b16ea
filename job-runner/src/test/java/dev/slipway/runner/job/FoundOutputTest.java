package dev.slipway.runner.job;

import static dev.slipway.runner.checkout.Refused.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.runner.build.Builder;
import dev.slipway.runner.detect.MapTree;
import dev.slipway.runner.detect.Plan;
import dev.slipway.runner.detect.Product;
import dev.slipway.runner.log.BuildLog;
import dev.slipway.runner.log.RecordingLog;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FoundOutputTest {

  private final RecordingLog written = new RecordingLog();
  private final MapTree tree = new MapTree().withFiles("docs/index.html", "public/index.html");

  @Test
  void takesTheFolderThatWasExpected() {
    assertThat(choose("vite", List.of("dist"), List.of("web"))).isEqualTo("dist");
    assertThat(written.lines()).containsExactly("==> Output folder: dist");
  }

  @Test
  void takesTheOnlyNewFolderWithAPageAndSaysSo() {
    assertThat(choose("vite", List.of(), List.of("docs", "web"))).isEqualTo("web");
    assertThat(written.text())
        .contains("Warning")
        .contains("dist, public")
        .contains("Taken is web");
  }

  @Test
  void takesAFolderOfTheCommitOnlyIfNothingIsNew() {
    assertThat(choose("node", List.of("public"), List.of("web"))).isEqualTo("web");
    assertThat(choose("node", List.of("public"), List.of())).isEqualTo("public");
  }

  @Test
  void refusesToGuessBetweenSeveral() {
    assertThatThrownBy(() -> choose("vite", List.of(), List.of("a", "b")))
        .satisfies(refusedWith("output-ambiguous", "a, b", "slipway.toml"));
  }

  @Test
  void saysWhatToDoWhenThereIsNone() {
    assertThatThrownBy(() -> choose("vite", List.of(), List.of()))
        .satisfies(refusedWith("no-output-folder", "dist, public", "set output"));
  }

  private String choose(String framework, List<String> outputs, List<String> found) {
    var product =
        new Product(
            framework,
            List.of("dist", "public"),
            false,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    var plan = new Plan.Build(Builder.NODE, "", Optional.empty(), "x", product, List.of());
    try (var log = new BuildLog(written, 1000)) {
      return new FoundOutput(outputs, found, plan, tree).choose(log);
    }
  }
}
