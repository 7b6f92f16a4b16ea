package dev.slipway.artifact.rules.vercel;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.artifact.rules.model.Template;
import dev.slipway.artifact.rules.source.RuleFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills a text of a `vercel.json` with placeholders: `:name` is what a name in the source, or a
/// condition, has captured, `$1` what the first group has.
final class Destination {

  private static final Pattern URL = Pattern.compile("(?i)https?://[^/?#]+");
  private static final Pattern SCHEME =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*|//.*", Pattern.DOTALL);
  private static final Pattern REFERENCE =
      Pattern.compile(":(?<name>[A-Za-z0-9_]+)(?:[*+]|\\?(?=[/#]|$))?|\\$(?<number>[1-9][0-9]?)");
  private static final String UNSAFE = "\"<>\\^`{|}";

  private final Source source;
  private final Set<String> captured;

  /// @param captured the names that conditions capture
  Destination(Source source, Set<String> captured) {
    this.source = source;
    this.captured = captured;
  }

  /// Tells whether `destination` is at another site, or says so.
  static boolean isElsewhere(String destination) {
    return SCHEME.matcher(destination).matches();
  }

  /// Returns where `destination` is: a path, or the whole URL of another site.
  ///
  /// @throws RuleFault if it is neither, or names what nothing captures
  Template target(String destination) {
    var elsewhere = isElsewhere(destination);
    if (elsewhere ? !URL.matcher(destination).lookingAt() : !destination.startsWith("/")) {
      throw new RuleFault(
          "The destination \"%s\" is neither a path that begins with a slash nor a URL that begins with https:// or http://."
              .formatted(destination));
    }
    var start = elsewhere ? destination.indexOf("://") + 1 : 0;
    var pieces = new ArrayList<Template.Piece>();
    add(encoded(destination.substring(0, start)), pieces);
    fill(destination.substring(start), true, pieces);
    return new Template(merged(pieces));
  }

  /// Returns the value of a field, where names that nothing captures are text.
  Template value(String value) {
    var pieces = new ArrayList<Template.Piece>();
    fill(value, false, pieces);
    return new Template(merged(pieces));
  }

  private void fill(String text, boolean strict, List<Template.Piece> pieces) {
    var references = REFERENCE.matcher(text);
    var done = 0;
    while (references.find()) {
      var placeholder = placeholder(references);
      if (placeholder.isEmpty()
          && strict
          && references.group("name") != null
          && !isPort(references, text)
          && text.lastIndexOf('#', references.start()) < 0) {
        throw new RuleFault(
            "The destination has \"%s\", but neither the source nor \"has\" has that name."
                .formatted(references.group()));
      }
      if (!placeholder.isEmpty() || references.group("number") != null) {
        var before = text.substring(done, references.start());
        add(strict ? encoded(before) : before, pieces);
        if (!placeholder.isEmpty()) {
          pieces.add(new Template.Placeholder(placeholder));
        }
        done = references.end();
      }
    }
    var rest = text.substring(done);
    add(strict ? encoded(rest) : rest, pieces);
  }

  /// Returns what stands for a reference; empty if nothing does.
  private String placeholder(Matcher reference) {
    var name = reference.group("name");
    if (name == null) {
      var number = Integer.parseInt(reference.group("number"));
      return number <= source.numbers().size() ? source.numbers().get(number - 1) : "";
    }
    return source.names().getOrDefault(name, captured.contains(name) ? name : "");
  }

  /// Tells whether a reference only looks like one, and is the port of a host.
  private static boolean isPort(Matcher reference, String text) {
    return reference.group().chars().skip(1).allMatch(Character::isDigit)
        && text.startsWith("//")
        && text.substring(2, reference.start()).indexOf('/') < 0;
  }

  private static void add(String text, List<Template.Piece> pieces) {
    if (!text.isEmpty()) {
      pieces.add(new Template.Text(text));
    }
  }

  /// Joins neighbouring texts.
  private static List<Template.Piece> merged(List<Template.Piece> pieces) {
    var merged = new ArrayList<Template.Piece>();
    for (var piece : pieces) {
      if (piece instanceof Template.Text(var text)
          && !merged.isEmpty()
          && merged.getLast() instanceof Template.Text(var before)) {
        merged.set(merged.size() - 1, new Template.Text(before + text));
      } else {
        merged.add(piece);
      }
    }
    return merged;
  }

  private static String encoded(String text) {
    var encoded = new StringBuilder();
    for (var each : text.getBytes(UTF_8)) {
      if (each > ' ' && each < 0x7f && UNSAFE.indexOf(each) < 0) {
        encoded.append((char) each);
      } else {
        encoded.append("%%%02X".formatted(each & 0xff));
      }
    }
    return encoded.toString();
  }
}
