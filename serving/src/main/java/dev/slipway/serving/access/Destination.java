package dev.slipway.serving.access;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Where a visitor goes who was let in: always a path of the same host. Browsers read `//host` and
/// `/\host` as another host, and leave out tabs and line ends, so there is none of that in it.
final class Destination {

  /// The parameter of a link's query that has a share token.
  static final String SHARE = "slipway_share";

  private static final String HOME = "/";
  private static final Pattern PATH = Pattern.compile("/(?:[!-.0-\\[\\]-~][!-\\[\\]-~]{0,1999})?");

  private Destination() {}

  /// Returns `text` if it is such a path, or else the first page.
  static String of(String text) {
    return PATH.matcher(text).matches() && !text.startsWith(Gate.RESERVED) ? text : HOME;
  }

  /// Returns the address that was asked for, without the share token in it.
  static String of(String path, String query) {
    var rest =
        Arrays.stream(query.split("&", -1))
            .filter(pair -> !pair.equals(SHARE) && !pair.startsWith(SHARE + "="))
            .collect(Collectors.joining("&"));
    return of(rest.isEmpty() ? path : path + "?" + rest);
  }
}
