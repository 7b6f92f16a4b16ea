package dev.slipway.artifact.rules.model;

import dev.slipway.artifact.rules.Origin;
import java.util.List;
import java.util.regex.Pattern;

/// What changes in the header of the answers for some paths.
public record HeaderRule(
    Origin origin, PathPattern path, List<Condition> conditions, List<Edit> edits) {

  public HeaderRule {
    conditions = List.copyOf(conditions);
    edits = List.copyOf(edits);
  }

  /// What an edit does to its field.
  public enum Kind {
    /// It has this value only.
    SET,
    /// It has this value only, or this value too if an earlier rule already gave it one.
    ADD,
    /// It is not sent.
    REMOVE
  }

  /// One change of one field.
  ///
  /// @param value without control characters, so that no rule can add a line to a header; empty for
  ///   a removal
  public record Edit(Kind kind, String name, Template value) {

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}");

    public Edit {
      if (!isName(name)) {
        throw new IllegalArgumentException("a header's name is malformed");
      }
      if (value.pieces().stream().anyMatch(Edit::controls)) {
        throw new IllegalArgumentException("the value of " + name + " has control characters");
      }
    }

    /// Tells whether `name` can be a field's name (RFC 9110).
    public static boolean isName(String name) {
      return TOKEN.matcher(name).matches();
    }

    private static boolean controls(Template.Piece piece) {
      return piece instanceof Template.Text text
          && text.value().chars().anyMatch(Character::isISOControl);
    }
  }
}
