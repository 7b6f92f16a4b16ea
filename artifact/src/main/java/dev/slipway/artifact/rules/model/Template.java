package dev.slipway.artifact.rules.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// A text with placeholders in it.
public record Template(List<Piece> pieces) {

  private static final Pattern NAME = Pattern.compile("[^/\\p{Cntrl}]{1,100}");

  public Template {
    pieces = List.copyOf(pieces);
  }

  /// A piece of a template.
  public sealed interface Piece {}

  /// This text.
  public record Text(String value) implements Piece {

    public Text {
      if (value.isEmpty()) {
        throw new IllegalArgumentException("a piece of text is empty");
      }
    }
  }

  /// What was captured under a name; nothing if nothing was.
  public record Placeholder(String name) implements Piece {

    public Placeholder {
      requireName(name);
    }
  }

  /// Returns a template that is `text`, without placeholders.
  public static Template of(String text) {
    return new Template(text.isEmpty() ? List.of() : List.of(new Text(text)));
  }

  /// Returns the template of `text`, in which `:name` stands for each of `names`; where several
  /// could, for the longest. Other colons are text.
  public static Template of(String text, Collection<String> names) {
    var longestFirst =
        names.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    var pieces = new ArrayList<Piece>();
    var start = 0;
    for (var at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
      var from = at + 1;
      var name = longestFirst.stream().filter(each -> text.startsWith(each, from)).findFirst();
      if (name.isPresent()) {
        if (at > start) {
          pieces.add(new Text(text.substring(start, at)));
        }
        pieces.add(new Placeholder(name.get()));
        start = from + name.get().length();
        at = start - 1;
      }
    }
    if (start < text.length()) {
      pieces.add(new Text(text.substring(start)));
    }
    return new Template(pieces);
  }

  static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a placeholder's name is malformed");
    }
  }
}
