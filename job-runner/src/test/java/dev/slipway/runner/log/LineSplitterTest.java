package dev.slipway.runner.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LineSplitterTest {

  private final Recording recording = new Recording();
  private final LineSplitter splitter = new LineSplitter(recording, true);

  @Test
  void carriesLinesAndCharactersFromPieceToPiece() {
    var text = "für Ösen €\n日本語\n\nlast without end 🚀";
    var random = new Random(7);
    var bytes = text.getBytes(UTF_8);

    int at = 0;
    while (at < bytes.length) {
      int count = Math.min(bytes.length - at, 1 + random.nextInt(3));
      splitter.accept(bytes, at, count);
      at += count;
    }
    splitter.end();

    assertThat(recording.lines).isEqualTo(List.of(text.split("\n", -1)));
  }

  @Test
  void endsALineAtCarriageReturnAndNewlineAlsoWhenTheyComeApart() {
    accept("one\r");
    accept("\ntwo\r\n");

    assertThat(recording.lines).containsExactly("one", "two");
  }

  @Test
  void keepsTheLastStateOfAProgressBar() {
    accept("10 %\r50 %\r100 %\ndone\r");
    splitter.end();

    assertThat(recording.lines).containsExactly("100 %", "done");
  }

  @Test
  void leavesControlCharactersOutButColoursAndTabs() {
    accept("a\0b\u0007c\u0008\t\u001B[31mred\u001B[0m\u007F\n");

    assertThat(recording.lines).containsExactly("abc\t\u001B[31mred\u001B[0m");
  }

  @Test
  void leavesOutControlCharactersBehindAscii() {
    accept("a\u009B2Jb\u0080c\u009Fd\u00A0e\u00E9\n");
    accept("f\u009D");
    accept("0;title\n\u0090\n");

    assertThat(recording.lines).containsExactly("a2Jbcd\u00A0e\u00E9", "f0;title", "");
  }

  @Test
  void leavesOutWhatATerminalWouldObeyButColours() {
    accept("a\u001B]52;c;aGk=\u0007b\u001B]8;;http://x\u001B\\c\u001B[2J\u001B[1;1Hd\n");
    accept("\u001B[38;5;9me\u001B[?25l\u001Bcf\u001B(Bg\u001B[m\n");
    accept("\u001B]0;never ends\nnext\n");

    assertThat(recording.lines).containsExactly("abcd", "\u001B[38;5;9mefg\u001B[m", "", "next");
  }

  @Test
  void cutsAnEndlessLineBetweenCharacters() {
    int characters = LineSplitter.MAX_LINE; // of three bytes each
    accept("x" + "€".repeat(characters));
    splitter.end();

    assertThat(recording.lines).hasSizeGreaterThan(3);
    assertThat(recording.lines)
        .allSatisfy(line -> {
          assertThat(line.getBytes(UTF_8).length).isLessThanOrEqualTo(LineSplitter.MAX_LINE);
          assertThat(line).doesNotContain("\uFFFD");
        });
    assertThat(String.join("", recording.lines)).isEqualTo("x" + "€".repeat(characters));
  }

  @Test
  void cutsALineThatIsNoTextAtAll() {
    var bytes = new byte[LineSplitter.MAX_LINE * 2];
    Arrays.fill(bytes, (byte) 0xBF);

    splitter.accept(bytes, 0, bytes.length);
    splitter.end();

    assertThat(recording.lengths.stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(bytes.length);
  }

  @Test
  void tellsTheScriptsLinesAndNotesFromOutput() {
    accept("begun\u001E==> npm ci\nout\n\u001E\u001Eend 1 0 0 0\n");

    assertThat(recording.lines).containsExactly("begun", "own: ==> npm ci", "out");
    assertThat(recording.notes).containsExactly("end 1 0 0 0");
  }

  @Test
  void onlyEndsLinesAtSeparatorsWhereTheScriptHasNoLines() {
    var errors = new LineSplitter(recording, false);
    var bytes = "begun\u001E\u001Enot a note\n".getBytes(UTF_8);

    errors.accept(bytes, 0, bytes.length);

    assertThat(recording.lines).containsExactly("begun", "not a note");
    assertThat(recording.notes).isEmpty();
  }

  private void accept(String text) {
    var bytes = text.getBytes(UTF_8);
    splitter.accept(bytes, 0, bytes.length);
  }

  private static final class Recording implements LineSink {

    private final List<String> lines = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    @Override
    public void line(byte[] buffer, int length) {
      lines.add(new String(buffer, 0, length, UTF_8));
      lengths.add(length);
    }

    @Override
    public int cut(byte[] buffer, int length, int wanted) {
      return wanted;
    }

    @Override
    public void ownLine(byte[] buffer, int length) {
      lines.add("own: " + new String(buffer, 0, length, UTF_8));
    }

    @Override
    public void note(String text) {
      notes.add(text);
    }
  }
}
