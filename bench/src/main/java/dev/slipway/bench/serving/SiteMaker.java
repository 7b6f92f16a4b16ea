package dev.slipway.bench.serving;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Makes up the files of deployments: the same for the same number, whoever runs it.
///
/// Sizes are log-normal between half a kilobyte and 300 KB, about 20 KB in the mean; about half of
/// the bytes are text, the others are of kinds that nobody compresses.
final class SiteMaker {

  /// How many files a deployment has.
  static final int FILES = 50;

  /// The files that are asked for alone, in the first deployment, by their names.
  static final Map<String, Integer> SINGLE =
      Map.of("k1.png", 1 << 10, "k10.png", 10 << 10, "k100.png", 100 << 10, "m5.mp4", 5 << 20);

  private static final long SEED = 20_261_122;
  private static final double MEDIAN = 8_000;
  private static final double SIGMA = 1.4;
  private static final double SMALLEST = 512;
  private static final double LARGEST = 300_000;

  private final Words words = new Words(new SplittableRandom(SEED));

  /// A kind of file, and how often it is there.
  private record Kind(String name, int files, String opening, String closing) {}

  private static final Kind[] KINDS = {
    new Kind("assets/chunk-%s.js", 14, "function(){const a=\"", "\";return b(a,c)}\n"),
    new Kind("assets/style-%s.css", 4, ".a{margin:0;content:\"", "\"}\n"),
    new Kind("data/%s.json", 4, "{\"id\":1,\"text\":\"", "\"},\n"),
    new Kind("icons/%s.svg", 3, "<svg><path d=\"M0 0\"/><text>", "</text></svg>\n"),
    new Kind("images/%s.webp", 14, "", ""),
    new Kind("images/%s.png", 6, "", ""),
    new Kind("fonts/%s.woff2", 4, "", ""),
  };

  /// Returns the files of the deployment `number`, by their paths.
  Map<String, byte[]> files(int number) {
    var random = new SplittableRandom(SEED + number + 1);
    var files = new LinkedHashMap<String, byte[]>();
    files.put("index.html", words.text(size(random), "<p class=\"a\">", "</p>\n", random));
    for (var kind : KINDS) {
      for (int i = 0; i < kind.files(); i++) {
        var name = kind.name().formatted("%08x".formatted(random.nextInt()));
        files.put(name, body(kind, size(random), random));
      }
    }
    if (number == 0) {
      SINGLE.forEach((name, size) -> files.put(name, noise(size, random)));
    }
    return files;
  }

  /// Returns how many bytes the file has that is asked for alone by the name `file`.
  static int single(String file) {
    return Objects.requireNonNull(SINGLE.get(file), file);
  }

  private byte[] body(Kind kind, int size, RandomGenerator random) {
    return kind.opening().isEmpty()
        ? noise(size, random)
        : words.text(size, kind.opening(), kind.closing(), random);
  }

  private static byte[] noise(int size, RandomGenerator random) {
    var bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private static int size(RandomGenerator random) {
    double size = MEDIAN * Math.exp(SIGMA * random.nextGaussian());
    return (int) Math.clamp(size, SMALLEST, LARGEST);
  }
}
