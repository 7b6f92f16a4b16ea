package dev.slipway.runner.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PatternsTest {

  private static final int NEVER = Integer.MAX_VALUE;

  @Test
  void findsPatternsInsideOthersAndBehindFalseBeginnings() {
    assertThat(covered("ushers ahishers", NEVER, "he", "she", "his", "hers"))
        .isEqualTo("u***** a*******");
  }

  @Test
  void findsNothingWhereThereIsNoPattern() {
    assertThat(covered("anything", NEVER)).isEqualTo("anything");
  }

  @Test
  void findsTheBeginningOfALongPattern() {
    assertThat(covered("x abcde y abcdefgh z abc", 4, "abcdefghij"))
        .isEqualTo("x ***** y ******** z abc");
  }

  @Test
  void findsEveryByteThereIs() {
    var pattern = new byte[] {(byte) 0xFF, 0, (byte) 0x80, 'a'};
    var text = new byte[] {'a', (byte) 0xFF, 0, (byte) 0x80, 'a', (byte) 0xFF};

    assertThat(cover(text, List.of(pattern), NEVER).toString()).isEqualTo("{1, 2, 3, 4}");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithLookingForEachPatternAtEachPlace(int seed) {
    var random = new Random(seed);
    for (int round = 0; round < 400; round++) {
      int letters = 1 + random.nextInt(4);
      var patterns = new ArrayList<byte[]>();
      for (int i = random.nextInt(12); i >= 0; i--) {
        patterns.add(text(random, letters, 1 + random.nextInt(9)));
      }
      var text = text(random, letters, random.nextInt(200));
      int beginning = random.nextBoolean() ? NEVER : 2 + random.nextInt(6);

      assertThat(cover(text, patterns, beginning))
          .as(
              "%s in %s",
              patterns.stream().map(bytes -> new String(bytes, UTF_8)).toList(),
              new String(text, UTF_8))
          .isEqualTo(naive(text, patterns, beginning));
    }
  }

  private static byte[] text(Random random, int letters, int length) {
    var text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = (byte) ('a' + random.nextInt(letters));
    }
    return text;
  }

  private static BitSet naive(byte[] text, List<byte[]> patterns, int beginning) {
    var covered = new BitSet();
    for (var pattern : patterns) {
      for (int at = 0; at < text.length; at++) {
        int same = 0;
        while (same < pattern.length
            && at + same < text.length
            && text[at + same] == pattern[same]) {
          same++;
        }
        if (same == pattern.length || same >= beginning) {
          covered.set(at, at + same);
        }
      }
    }
    return covered;
  }

  private static BitSet cover(byte[] text, List<byte[]> patterns, int beginning) {
    var automaton = new Patterns(patterns, beginning);
    var covered = new BitSet();
    int state = Patterns.start();
    for (int i = 0; i < text.length; i++) {
      state = automaton.next(state, text[i]);
      covered.set(i + 1 - automaton.match(state), i + 1);
    }
    return covered;
  }

  private static String covered(String text, int beginning, String... patterns) {
    var bytes = text.getBytes(UTF_8);
    var all = List.of(patterns).stream().map(pattern -> pattern.getBytes(UTF_8)).toList();
    cover(bytes, all, beginning).stream().forEach(i -> bytes[i] = '*');
    return new String(bytes, UTF_8);
  }
}
