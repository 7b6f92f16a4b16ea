package dev.slipway.artifact.hint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a hint points: a path of the page's own site, or a whole `https` URL.
///
/// @param url in characters that can stand between `<` and `>` in a header
record HintTarget(String url) {

  private static final URI SITE = URI.create("https://site.invalid/");
  private static final String SAFE =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?%";
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*(:[0-9]{1,5})?");
  private static final Pattern MALFORMED_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
  private static final Pattern ABOVE_THE_ROOT = Pattern.compile("^(/\\.\\.)+(?=/|$)");

  /// Returns what relative addresses in the page at `path` start from.
  static URI base(String path) {
    return SITE.resolve(encoded("/" + path));
  }

  /// Returns what `href` starts relative addresses from, in a page where they started from `base`.
  static Optional<URI> base(String href, URI base) {
    return resolved(href, base);
  }

  /// Returns what `href` points to from `base`; empty if that can't be fetched safely.
  static Optional<HintTarget> of(String href, URI base) {
    return resolved(href, base)
        .map(uri -> {
          var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
          var local = uri.getRawPath() + query;
          return new HintTarget(isOwn(uri) ? local : "https://" + uri.getRawAuthority() + local);
        });
  }

  /// Returns the other site that `href` points to from `base`, without a path.
  static Optional<HintTarget> origin(String href, URI base) {
    return resolved(href, base)
        .filter(uri -> !isOwn(uri))
        .map(uri -> new HintTarget("https://" + uri.getRawAuthority()));
  }

  private static boolean isOwn(URI uri) {
    return uri.getRawAuthority().equals(SITE.getRawAuthority());
  }

  private static Optional<URI> resolved(String href, URI base) {
    var plain = href.strip().replaceAll("[\t\r\n]", "").replaceFirst("#.*", "");
    if (plain.isEmpty() || plain.startsWith("?") || plain.indexOf('\\') >= 0) {
      return Optional.empty();
    }
    try {
      var uri = base.resolve(encoded(plain)).normalize();
      return "https".equals(uri.getScheme()) && isHost(uri.getRawAuthority())
          ? Optional.of(below(uri))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isHost(String authority) {
    return authority != null && HOST.matcher(authority).matches();
  }

  /// Returns `uri` with a path that begins with a slash and does not leave the root.
  private static URI below(URI uri) {
    var path = ABOVE_THE_ROOT.matcher(uri.getRawPath()).replaceFirst("");
    var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    var rooted = path.startsWith("/") ? path : "/" + path;
    return URI.create("https://" + uri.getRawAuthority() + rooted + query);
  }

  private static String encoded(String text) {
    var encoded = new StringBuilder();
    for (var each : MALFORMED_ESCAPE.matcher(text).replaceAll("%25").getBytes(UTF_8)) {
      if (SAFE.indexOf(each & 0xff) >= 0) {
        encoded.append((char) each);
      } else {
        encoded.append("%%%02X".formatted(each & 0xff));
      }
    }
    return encoded.toString();
  }
}
