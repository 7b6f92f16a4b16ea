package dev.slipway.serving.file;

import dev.slipway.serving.http.Request;

/// Tells whether a person goes to a path, so that a page is wanted: a page in place of a missing
/// script, style or image would only hide the mistake.
final class Navigation {

  private static final String MODE = "Sec-Fetch-Mode";
  private static final String ACCEPT = "Accept";
  private static final String WHY = "only navigations get the app's page";

  private Navigation() {}

  static boolean is(Request request, RequestPath path) {
    var mode = request.header(MODE);
    return mode.isPresent()
        ? mode.get().equals("navigate")
        : !path.hasExtension()
            && request.header(ACCEPT).filter(accept -> accept.contains("text/html")).isPresent();
  }

  /// Says in `fields` what it was told by.
  static void vary(Fields fields) {
    fields.vary(MODE, WHY).vary(ACCEPT, WHY);
  }
}
