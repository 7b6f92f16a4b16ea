package dev.slipway.bench.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class SiteMakerTest {

  private final SiteMaker maker = new SiteMaker();

  @Test
  void makesTheSameFilesEachTime() {
    var once = maker.files(7);

    var again = new SiteMaker().files(7);

    assertThat(again.keySet()).containsExactlyElementsOf(once.keySet());
    once.forEach((path, bytes) -> assertThat(again.get(path)).isEqualTo(bytes));
  }

  @Test
  void makesOtherFilesForAnotherSite() {
    assertThat(maker.files(1).get("index.html")).isNotEqualTo(maker.files(2).get("index.html"));
  }

  @Test
  void makesFiftyFilesOfTheSizesThatSitesHave() {
    var files = maker.files(1);

    assertThat(files).hasSize(SiteMaker.FILES);
    assertThat(files.values()).allSatisfy(body -> assertThat(body).hasSizeBetween(512, 300_000));
  }

  @Test
  void putsTheFilesThatAreAskedForAloneIntoTheFirstSite() {
    assertThat(maker.files(0).get("k10.png")).hasSize(10_240);
    assertThat(maker.files(1)).doesNotContainKey("k10.png");
  }

  @Test
  void writesTextThatCompressesAsTextDoes() throws IOException {
    var text =
        new Words(new java.util.SplittableRandom(1))
            .text(50_000, "<p>", "</p>\n", new java.util.SplittableRandom(2));
    var compressed = new ByteArrayOutputStream();

    try (var gzip = new GZIPOutputStream(compressed)) {
      gzip.write(text);
    }

    assertThat(text).hasSize(50_000);
    assertThat(compressed.size()).isBetween(10_000, 20_000);
  }
}
