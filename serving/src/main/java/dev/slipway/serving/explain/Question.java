package dev.slipway.serving.explain;

import dev.slipway.serving.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A request that somebody asks about: a URL, and the fields of a browser that goes to a page,
/// unless others are named.
public final class Question implements Request {

  private static final int LONGEST = 8 * 1024;
  private static final Map<String, String> BROWSER =
      Map.of(
          "Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
          "Accept-Encoding", "gzip, deflate, br, zstd",
          "Sec-Fetch-Mode", "navigate");

  private final String url;
  private final String method;
  private final String authority;
  private final String path;
  private final String query;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private Question(String url, String method, String authority, String target) {
    int mark = target.indexOf('?');
    this.url = url;
    this.method = method;
    this.authority = authority;
    this.path = mark < 0 ? target : target.substring(0, mark);
    this.query = mark < 0 ? "" : target.substring(mark + 1);
    headers.putAll(BROWSER);
  }

  /// Returns the question about `method` of `url`, which may lack its scheme; empty if that is no
  /// URL of a web page. What a URL can't hold is encoded as browsers do it.
  public static Optional<Question> of(String method, String url) {
    var text = url.strip();
    var lower = text.toLowerCase(Locale.ROOT);
    int scheme = lower.startsWith("https://") ? 8 : lower.startsWith("http://") ? 7 : 0;
    var rest = text.substring(scheme);
    int hash = rest.indexOf('#');
    var unhashed = hash < 0 ? rest : rest.substring(0, hash);
    int end = endOfAuthority(unhashed);
    var authority = unhashed.substring(0, end);
    var target = unhashed.substring(end);
    boolean sound =
        text.length() <= LONGEST
            && text.chars().noneMatch(Character::isISOControl)
            && !authority.isEmpty()
            && !authority.endsWith(":")
            && authority.chars().allMatch(Question::ofAuthority);
    return sound
        ? Optional.of(
            new Question(
                text, method, authority, encoded(target.startsWith("/") ? target : "/" + target)))
        : Optional.empty();
  }

  /// Gives the field `name` this value instead of a browser's; an empty one takes the field away.
  public Question with(String name, String value) {
    if (value.isBlank()) {
      headers.remove(name);
    } else {
      headers.put(name, value.strip());
    }
    return this;
  }

  /// Returns the URL as it was asked about.
  String url() {
    return url;
  }

  /// Returns the request in a line.
  String summary() {
    var fields = new StringBuilder();
    headers.forEach((name, value) ->
        fields.append(fields.isEmpty() ? "" : "; ").append(name).append(": ").append(value));
    return "%s %s, with %s".formatted(method, path, fields.isEmpty() ? "no fields" : fields);
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public String authority() {
    return authority;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public String query() {
    return query;
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  private static int endOfAuthority(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) != '/' && text.charAt(end) != '?') {
      end++;
    }
    return end;
  }

  private static boolean ofAuthority(int c) {
    return (c < 0x7f && Character.isLetterOrDigit(c)) || "-._:[]".indexOf(c) >= 0;
  }

  private static String encoded(String target) {
    var text = new StringBuilder();
    for (byte octet : target.getBytes(StandardCharsets.UTF_8)) {
      if (octet > ' ') {
        text.append((char) octet);
      } else {
        text.append("%%%02X".formatted(octet & 0xff));
      }
    }
    return text.toString();
  }
}
