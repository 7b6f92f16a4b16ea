package dev.slipway.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileTableTest {

  private static final String DIGEST = "0123456789abcdef".repeat(4);

  @Test
  void givesBackEveryFileAsItWas() {
    var files = new ArrayList<StoredFile>();
    for (int i = 100; i < 300; i++) {
      files.add(file("a/%d-größe.js".formatted(i), i));
    }

    var table = new FileTable(files);

    assertThat(files).allSatisfy(file -> assertThat(table.find(file.file().path())).contains(file));
    assertThat(table.find("a/100-größe")).isEmpty();
    assertThat(table.find("a/300-größe.js")).isEmpty();
    assertThat(table.find("")).isEmpty();
  }

  @Test
  void takesNoTextForAnotherThatIsSpelledTheSame() {
    var table = new FileTable(List.of(file("?", 1)));

    assertThat(table.find("?")).isPresent();
    assertThat(table.find("\ud800")).isEmpty();
  }

  @Test
  void hasNothingIfThereIsNothing() {
    assertThat(new FileTable(List.of()).find("index.html")).isEmpty();
  }

  @Test
  void weighsLittleMoreThanItsTexts() {
    var files = new ArrayList<StoredFile>();
    for (int i = 0; i < 50; i++) {
      files.add(file("assets/%044d".formatted(i), 2));
    }

    assertThat(new FileTable(files).weight()).isBetween(50 * 51L, 8_000L);
  }

  private static StoredFile file(String path, int index) {
    var gzip = new Variant(Encoding.GZIP, index + 1L);
    boolean coded = index % 2 == 0;
    return new StoredFile(
        new ManifestFile(
            path,
            index,
            DIGEST,
            index % 3 == 0 ? "text/html; charset=utf-8" : "text/javascript",
            index % 5 == 0,
            coded ? List.of(gzip) : List.of(),
            index % 3 == 0 ? "</a.css>; rel=preload; as=style" : ""),
        new Extent(512L * index, index),
        coded ? Map.of(Encoding.GZIP, new Extent(1L << 40, gzip.size())) : Map.of());
  }
}
