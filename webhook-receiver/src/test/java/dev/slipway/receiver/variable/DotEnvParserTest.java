package dev.slipway.receiver.variable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class DotEnvParserTest {

  static Stream<Arguments> lines() {
    return Stream.of(
        line("A=1", "1"),
        line("A=", ""),
        line("A=   ", ""),
        line("  A = 1  ", "1"),
        line("\tA\t=\t1\t", "1"),
        line("export A=1", "1"),
        line("export \t A=1", "1"),
        line("  export A = 1", "1"),
        line("A=a b  c", "a b  c"),
        line("A=a=b=c==", "a=b=c=="),
        line("A=a#b", "a#b"),
        line("A=a #b", "a"),
        line("A=a\t# b", "a"),
        line("A= # b", ""),
        line("A=#b", "#b"),
        line("A=\"\"", ""),
        line("A=''", ""),
        line("A=\" a \"", " a "),
        line("A=' a '", " a "),
        line("A=` a `", " a "),
        line("A=\"a#b\" # c", "a#b"),
        line("A='a#b'#c", "a#b"),
        line("A=\"a\\nb\\tc\\rd\"", "a\nb\tc\rd"),
        line("A=\"a\\\\nb\"", "a\\nb"),
        line("A=\"a\\\"b\\\"\"", "a\"b\""),
        line("A=\"a\\$b\\`\"", "a$b`"),
        line("A=\"C:\\dir\\'\"", "C:\\dir\\'"),
        line("A='a\\nb'", "a\\nb"),
        line("A='a\"b'", "a\"b"),
        line("A=\"it's\"", "it's"),
        line("A=`\"it's\"`", "\"it's\""),
        line("A=it's", "it's"),
        line("A=a\"b\"", "a\"b\""),
        line("A=a\\nb", "a\\nb"),
        line("A=\"one\ntwo\n\"", "one\ntwo\n"),
        line("A='one\ntwo'", "one\ntwo"),
        line("A=\"one\r\ntwo\"\r\n", "one\ntwo"),
        line("A=1\r\n", "1"),
        line("A=1\r", "1"),
        line("\uFEFFA=1", "1"),
        line("# c\n\n   \n#\nA=1\n# c", "1"),
        line("A=grüße, 世界 🎉", "grüße, 世界 🎉"),
        line(
            "A=\"-----BEGIN KEY-----\nMIIE\n-----END KEY-----\"",
            "-----BEGIN KEY-----\nMIIE\n-----END KEY-----"),
        line("A={\"a\": \"b\", \"c\": [1]}", "{\"a\": \"b\", \"c\": [1]}"),
        line("A=postgres://u:p%40ss@h:5432/d?x=y", "postgres://u:p%40ss@h:5432/d?x=y"));
  }

  private static Arguments line(String text, String value) {
    return Arguments.of(text, value);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void readsAValue(String text, String value) {
    assertThat(parse(text)).isEqualTo(Map.of("A", value));
    assertThat(parse("Z=0\n" + text.replace("\uFEFF", "") + "\nB=2\n"))
        .isEqualTo(Map.of("Z", "0", "A", value, "B", "2"));
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        line("A", "Line 1: There is no ="),
        line("\n\nexport A\nB=1", "Line 3: There is no ="),
        line("A: 1", "Line 1: There is no ="),
        line("=1", "Line 1: A name is made of"),
        line("export =1", "Line 1: A name is made of"),
        line("A=1\nA-B=1", "Line 2: A name is made of"),
        line("A B=1", "Line 1: A name is made of"),
        line("1A=1", "Line 1: A name is made of"),
        line("PATH=/bin", "Line 1: PATH belongs to the build's container"),
        line("A=1\r\nSLIPWAY_URL=x", "Line 2: SLIPWAY_URL: names that begin with SLIPWAY"),
        line("A=1\nB=\"x\ny", "Line 2: The quote of B is never closed."),
        line("A='x", "Line 1: The quote of A is never closed."),
        line("A=\"x\\\"", "Line 1: The quote of A is never closed."),
        line("A=\"x\\", "Line 1: The quote of A is never closed."),
        line("A=\"x\" y", "Line 1: Something stands behind the closing quote of A."),
        line("A='it's'", "Line 1: Something stands behind the closing quote of A."),
        line("A=\"x\ny\" z\nB=1", "Line 2: Something stands behind the closing quote of A."),
        line("A=1\nB=x\0y", "Line 2: B: A value has no NUL in it"),
        line("A=" + "x".repeat(33_000), "Line 1: A: A value has 32,768 bytes at most."));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void saysInWhichLineAFaultIs(String text, String what) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(DotEnvException.class)
        .hasMessageStartingWith(what);
  }

  @Test
  void saysInWhichLineBytesAreNotUtf8() {
    assertThatThrownBy(() -> DotEnvParser.parse(new byte[] {'A', '=', '\n', 'B', '=', (byte) 0xE9}))
        .hasMessage("Line 2: There are bytes that are not UTF-8.");
  }

  @Test
  void takesTheLastOfSeveralValuesAndSaysSo() {
    var file = DotEnvParser.parse("A=1\nB=\"x\ny\"\nA=2\nA=3".getBytes(UTF_8));

    assertThat(values(file)).isEqualTo(Map.of("A", "3", "B", "x\ny"));
    assertThat(file.notes())
        .containsExactly(
            "Line 4: A is there again; its value in line 1 does not count.",
            "Line 5: A is there again; its value in line 4 does not count.");
  }

  @Test
  void expandsNothingAndSaysSo() {
    var file =
        DotEnvParser.parse("A=${B}/x\nC=\"a $B\"\nD='$B'\nE=\"\\$B\"\nF=5$\nG=$5".getBytes(UTF_8));

    assertThat(values(file))
        .isEqualTo(Map.of("A", "${B}/x", "C", "a $B", "D", "$B", "E", "$B", "F", "5$", "G", "$5"));
    assertThat(file.notes())
        .containsExactly(
            "Line 1: the $ in A stays; nothing is expanded.",
            "Line 2: the $ in C stays; nothing is expanded.");
  }

  @Test
  void printsNoValue() {
    assertThat(DotEnvParser.parse("A=canary".getBytes(UTF_8)).toString()).doesNotContain("canary");
  }

  private static Map<String, String> parse(String text) {
    return values(DotEnvParser.parse(text.getBytes(UTF_8)));
  }

  private static Map<String, String> values(DotEnv file) {
    var values = new LinkedHashMap<String, String>();
    file.values().forEach((key, value) -> values.put(key.value(), value.reveal()));
    return values;
  }
}
