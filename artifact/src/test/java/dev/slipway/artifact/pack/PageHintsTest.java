package dev.slipway.artifact.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.artifact.output.OutputFile;
import dev.slipway.artifact.output.Spool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageHintsTest {

  private static final String ASKS = "<link rel=modulepreload href=/a.js>";
  private static final String VALUE = "</a.js>; rel=modulepreload";

  @TempDir private Path folder;

  @Test
  void boundsWhatAllPagesAskForTogether() throws IOException, InterruptedException {
    try (var spool = Spool.in(folder)) {
      var files = List.of(file(spool, "a.html"), file(spool, "b.html"), file(spool, "c.html"));

      var hints = PageHints.of(files, spool, 2 * VALUE.length());

      assertThat(files).extracting(file -> hints.of(file.path())).containsExactly(VALUE, VALUE, "");
      assertThat(hints.note())
          .hasValue(
              "Early hints of 1 pages are left out: those of all pages together are longer than"
                  + " 52 bytes.");
    }
  }

  @Test
  void saysNothingWhereAllAreKept() throws IOException, InterruptedException {
    try (var spool = Spool.in(folder)) {
      var hints = PageHints.of(List.of(file(spool, "a.html")), spool, PageHints.USUAL_BUDGET);

      assertThat(hints.note()).isEmpty();
    }
  }

  @Test
  void stopsWhenItIsInterrupted() throws IOException {
    try (var spool = Spool.in(folder)) {
      var files = List.of(file(spool, "a.html"));
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> PageHints.of(files, spool, PageHints.USUAL_BUDGET))
          .isInstanceOf(InterruptedException.class);
    }
  }

  private static OutputFile file(Spool spool, String path) throws IOException {
    var body = spool.begin();
    body.write(ASKS.getBytes(UTF_8));
    return new OutputFile(path, body.keep(), "0".repeat(64));
  }
}
