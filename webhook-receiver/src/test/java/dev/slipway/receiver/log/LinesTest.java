package dev.slipway.receiver.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.receiver.log.Lines.Line;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinesTest {

  @Test
  void givesEachLineTheOffsetBehindIt() {
    var lines = new Lines(100).add(utf8("one\n\nthree\nrest"));

    assertThat(lines)
        .containsExactly(new Line("one", 104), new Line("", 105), new Line("three", 111));
  }

  @Test
  void waitsForTheEndOfALine() {
    var lines = new Lines(0);

    assertThat(lines.add(utf8("half"))).isEmpty();
    assertThat(lines.add(utf8(" a line\n"))).containsExactly(new Line("half a line", 12));
    assertThat(lines.rest()).isEmpty();
  }

  @Test
  void handsOutWhatHasNoEndInTheEnd() {
    var lines = new Lines(0);
    lines.add(utf8("a\nb"));

    assertThat(lines.rest()).contains(new Line("b", 3));
  }

  @Test
  void neverCutsACharacterWhereverAChunkEnds() {
    var bytes = utf8("ü€🚢\n");
    for (int cut = 0; cut <= bytes.length; cut++) {
      var lines = new Lines(0);
      var all = new ArrayList<Line>();

      all.addAll(lines.add(java.util.Arrays.copyOfRange(bytes, 0, cut)));
      all.addAll(lines.add(java.util.Arrays.copyOfRange(bytes, cut, bytes.length)));

      assertThat(all).containsExactly(new Line("ü€🚢", 10));
    }
  }

  @Test
  void cutsAnEndlessLineBetweenCharacters() {
    var bytes = utf8("x" + "€".repeat(20_000) + "\n");

    var lines = new Lines(0).add(bytes);

    assertThat(lines).hasSizeBetween(4, 5);
    assertThat(String.join("", lines.stream().map(Line::text).toList()))
        .isEqualTo("x" + "€".repeat(20_000));
    assertThat(lines.getLast().next()).isEqualTo(bytes.length);
  }

  @Test
  void replacesWhatIsNoText() {
    var lines = new Lines(0).add(new byte[] {'a', (byte) 0xFF, (byte) 0xC3, '\n'});

    assertThat(lines).containsExactly(new Line("a\uFFFD\uFFFD", 4));
  }

  @Test
  void doesNotLetBytesThatOnlyContinueCharactersGrowForEver() {
    var bytes = new byte[100_000];
    java.util.Arrays.fill(bytes, (byte) 0x80);

    assertThat(new Lines(0).add(bytes)).hasSizeGreaterThan(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "windows\\r | windows",
        "10 %\\r50 %\\r100 % | 100 %",
        "10 %\\r100 %\\r\\r | 100 %",
        "\\r | ''"
      })
  void showsWhatATerminalWouldHaveShownLast(String line, String shown) {
    var lines = new Lines(0).add(utf8(line.replace("\\r", "\r") + "\n"));

    assertThat(lines).extracting(Line::text).isEqualTo(List.of(shown));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
