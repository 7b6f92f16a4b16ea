package dev.slipway.artifact.rules.source;

import dev.slipway.artifact.rules.model.HeaderRule;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// One field of an answer's header as a site writes it, checked.
public record HeaderField(String name, String value) {

  private static final int LONGEST = 8_000;
  private static final Pattern DOMAIN = Pattern.compile("(?i).*;\\s*domain\\s*=.*");

  /// What belongs to the connection, frames the body, or tells which bytes these are.
  private static final Set<String> OURS =
      Set.of(
          "accept-ranges",
          "connection",
          "content-encoding",
          "content-length",
          "content-range",
          "date",
          "etag",
          "host",
          "keep-alive",
          "proxy-authenticate",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /// Returns the field.
  ///
  /// @throws RuleFault if a site may not set it so
  public static HeaderField of(String name, String value) {
    requireName(name);
    var plain = value.replace('\t', ' ').strip();
    if (plain.isEmpty()) {
      throw new RuleFault("The header %s has no value; a header is `Name: value`.".formatted(name));
    }
    if (plain.length() > LONGEST) {
      throw new RuleFault("The value of %s has more than %,d characters.".formatted(name, LONGEST));
    }
    if (plain.chars().anyMatch(each -> each < ' ' || each > '~')) {
      throw new RuleFault(
          "The value of %s has other characters than those of ASCII.".formatted(name));
    }
    if (name.equalsIgnoreCase("set-cookie") && DOMAIN.matcher(plain).matches()) {
      throw new RuleFault("A cookie for a whole domain would reach other sites; leave out Domain.");
    }
    return new HeaderField(name, plain);
  }

  /// Requires that a site may set or remove the field `name`.
  ///
  /// @throws RuleFault if it may not
  public static void requireName(String name) {
    if (!HeaderRule.Edit.isName(name)) {
      throw new RuleFault("`%s` is no header's name: letters, digits and hyphens.".formatted(name));
    }
    if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
      throw new RuleFault("The header %s is the server's own to set.".formatted(name));
    }
  }
}
