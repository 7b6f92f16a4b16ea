package dev.slipway.serving.access;

import dev.slipway.serving.http.Answer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.regex.Pattern;

/// What the hosts of one domain owe each other: a site may set cookies for its own host and no
/// other, since the dashboard and all other sites are its neighbours, and may not have a browser
/// forget those of the whole domain.
public final class Neighbours {

  private static final String SET_COOKIE = "set-cookie";
  private static final String CLEAR = "clear-site-data";
  private static final Pattern DOMAIN =
      Pattern.compile(";\\s*domain\\s*(?:=[^;,]*)?(?=[;,]|$)", Pattern.CASE_INSENSITIVE);

  private Neighbours() {}

  /// Returns `answer`, which a site's own rules had a part in, without what reaches other hosts.
  public static Answer spared(Answer answer) {
    return answer.headers().keySet().stream().anyMatch(Neighbours::reachesOut)
        ? without(answer)
        : answer;
  }

  private static boolean reachesOut(String name) {
    return name.equalsIgnoreCase(SET_COOKIE) || name.equalsIgnoreCase(CLEAR);
  }

  private static Answer without(Answer answer) {
    var fields = new LinkedHashMap<String, String>();
    answer
        .headers()
        .forEach((name, value) -> {
          switch (name.toLowerCase(Locale.ROOT)) {
            case SET_COOKIE -> fields.put(name, DOMAIN.matcher(value).replaceAll(""));
            case CLEAR -> {}
            default -> fields.put(name, value);
          }
        });
    return new Answer(answer.status(), fields, answer.body());
  }
}
