package dev.slipway.bench.builds;

import dev.slipway.bench.browser.Browser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// Somebody who opens the link of a deployment in a browser, reads the first page, and goes on from
/// there.
final class Visit {

  private Visit() {}

  /// Opens `link` and does what `sample` says. Returns what the browser complained about.
  ///
  /// @param folder where the browser's profile may be
  /// @throws IllegalStateException if a page does not say what it must
  static List<String> complaints(URI link, Sample sample, Path folder)
      throws IOException, InterruptedException {
    try (var browser = Browser.open(link, folder)) {
      browser.awaitText(sample.first());
      browser.awaitQuiet();
      browser.press(sample.press());
      browser.awaitText(sample.second());
      browser.awaitQuiet();
      return browser.complaints();
    }
  }
}
