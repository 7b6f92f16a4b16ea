package dev.slipway.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.bench.BuildsMain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The quick ones of the real projects that `./dev builds` deploys.
class BuildsIT {

  private static final List<String> QUICK = List.of("html", "vite-react", "eleventy");

  @Test
  void realProjectsEndInPagesThatABrowserHasNothingToSayAgainst()
      throws IOException, InterruptedException {
    var printed = new ByteArrayOutputStream();

    int code;
    try (var out = new PrintStream(printed, true, UTF_8)) {
      code = BuildsMain.run(QUICK, out);
    }

    assertThat(code).as("%s", printed.toString(UTF_8)).isZero();
    assertThat(printed.toString(UTF_8)).contains("builds: fine=3 wrong=0");
  }
}
