package dev.slipway.artifact.rules.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.artifact.rules.model.Template;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads the targets of rules.
public final class TargetText {

  private static final Pattern URL = Pattern.compile("(?i)https?://[^/?#]+.*");
  private static final Pattern OTHER_URL = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:.*");
  private static final Pattern HOST = Pattern.compile("(?i)https?://([^/?#]*)");
  private static final Pattern DOMAIN =
      Pattern.compile("\\.[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+\\.?(:[0-9]{1,5})?");
  private static final char CAPTURED = '\0';
  private static final String KEPT = "-._~!$&'()*+,;=:@/?#[]%";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private TargetText() {}

  /// Returns whether `text` is a whole URL.
  public static boolean isUrl(String text) {
    return URL.matcher(text).matches();
  }

  /// Returns the target that `text` writes.
  ///
  /// @param names what the rule captures: by the name in `text`, that in the template
  /// @param status decides whether it may be a whole URL
  /// @throws RuleFault if nobody can be sent there
  public static Template read(String text, Map<String, String> names, int status) {
    if (isUrl(text)) {
      if (status < 300 || status > 399) {
        throw new RuleFault(
            "It asks for what another server answers (a proxy), which is not supported; a target "
                + "with status %d is a path of this site, and 301 or 302 send the visitor."
                    .formatted(status));
      }
    } else if (OTHER_URL.matcher(text).matches()) {
      throw new RuleFault("The target is neither a path nor a URL with http:// or https://.");
    } else if (!text.startsWith("/")) {
      throw new RuleFault("A target begins with a slash, or with http:// or https://.");
    } else if (text.startsWith("//")) {
      throw new RuleFault("The target begins with two slashes; write https:// before a host.");
    }
    var template =
        new Template(
            Template.of(text, names.keySet()).pieces().stream()
                .map(piece -> compiled(piece, names))
                .toList());
    if (isUrl(text)) {
      requireHost(template);
    }
    return template;
  }

  private static Template.Piece compiled(Template.Piece piece, Map<String, String> names) {
    return switch (piece) {
      case Template.Text fixed -> new Template.Text(encoded(fixed.value()));
      case Template.Placeholder named ->
          new Template.Placeholder(names.getOrDefault(named.name(), named.name()));
    };
  }

  /// A host may begin with what a visitor asked for, never end with it: anybody could make links of
  /// this site that lead anywhere.
  private static void requireHost(Template template) {
    var host = host(template);
    if (host.indexOf('@') >= 0) {
      throw new RuleFault("The target's host has a user before it.");
    }
    var end = host.substring(host.lastIndexOf(CAPTURED) + 1);
    if (end.length() < host.length() && !DOMAIN.matcher(end).matches()) {
      throw new RuleFault(
          "The target's host would be the visitor's choice; only what stands before a fixed domain, "
              + "as in https://:name.example.com, may be a placeholder.");
    }
  }

  /// Returns host and port, with [#CAPTURED] for every placeholder.
  private static String host(Template template) {
    var url = new StringBuilder();
    for (var piece : template.pieces()) {
      switch (piece) {
        case Template.Text fixed -> url.append(fixed.value());
        case Template.Placeholder _ -> url.append(CAPTURED);
      }
    }
    var host = HOST.matcher(url);
    return host.lookingAt() ? host.group(1) : "";
  }

  private static String encoded(String text) {
    var encoded = new StringBuilder(text.length());
    for (var i = 0; i < text.length(); i++) {
      var character = text.charAt(i);
      if (character == '%' && !isEscape(text, i)) {
        encoded.append("%25");
      } else if (KEPT.indexOf(character) >= 0 || isAlphanumeric(character)) {
        encoded.append(character);
      } else {
        var end = Character.isHighSurrogate(character) && i + 1 < text.length() ? i + 2 : i + 1;
        for (byte unit : text.substring(i, end).getBytes(UTF_8)) {
          encoded.append('%').append(HEX.toHexDigits(unit));
        }
        i = end - 1;
      }
    }
    return encoded.toString();
  }

  private static boolean isEscape(String text, int at) {
    return at + 2 < text.length()
        && HexFormat.isHexDigit(text.charAt(at + 1))
        && HexFormat.isHexDigit(text.charAt(at + 2));
  }

  private static boolean isAlphanumeric(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9');
  }
}
