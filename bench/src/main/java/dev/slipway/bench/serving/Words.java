package dev.slipway.bench.serving;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.random.RandomGenerator;

/// Text that compresses about as the text of sites does: made-up words, a few of them most of the
/// time, between the markup of its kind.
final class Words {

  private static final int VOCABULARY = 4_000;
  private static final double EXPONENT = 0.9;
  private static final int MOST_SYLLABLES = 4;
  private static final int LETTERS = 26;
  private static final String VOWELS = "aeiouy";
  private static final int WORDS_OF_LINE = 9;

  private final byte[][] vocabulary = new byte[VOCABULARY][];
  private final Zipf choice = new Zipf(VOCABULARY, EXPONENT);

  /// Makes up words with `random`.
  Words(RandomGenerator random) {
    for (int i = 0; i < VOCABULARY; i++) {
      vocabulary[i] = word(random).getBytes(US_ASCII);
    }
  }

  private static String word(RandomGenerator random) {
    var word = new StringBuilder();
    int syllables = random.nextInt(1, MOST_SYLLABLES + 1);
    for (int i = 0; i < syllables; i++) {
      word.append((char) ('a' + random.nextInt(LETTERS)));
      word.append(VOWELS.charAt(random.nextInt(VOWELS.length())));
    }
    return word.toString();
  }

  /// Returns a text of exactly `length` bytes.
  ///
  /// @param opening, closing what stands around every line
  byte[] text(int length, String opening, String closing, RandomGenerator random) {
    var text = new byte[length];
    int at = 0;
    while (at < length) {
      at = put(opening.getBytes(US_ASCII), text, at);
      for (int word = 0; word < WORDS_OF_LINE; word++) {
        at = put(vocabulary[choice.next(random)], text, at);
        at = put(new byte[] {' '}, text, at);
      }
      at = put(closing.getBytes(US_ASCII), text, at);
    }
    return text;
  }

  private static int put(byte[] bytes, byte[] text, int at) {
    int length = Math.min(bytes.length, text.length - at);
    System.arraycopy(bytes, 0, text, at, length);
    return at + length;
  }
}
