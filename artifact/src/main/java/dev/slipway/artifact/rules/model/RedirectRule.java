package dev.slipway.artifact.rules.model;

import dev.slipway.artifact.rules.Origin;
import dev.slipway.artifact.rules.Stage;
import java.util.List;

/// A redirect, a rewrite, or a page with another status.
///
/// @param conditions what must hold besides the path; in this order, which is that in which they
///   name placeholders
/// @param target a path that begins with a slash, or, with a status of 3xx, possibly a whole URL;
///   it is percent-encoded, its placeholders are not
/// @param status as in [dev.slipway.artifact.rules.Redirection]
public record RedirectRule(
    Origin origin,
    Stage stage,
    PathPattern path,
    List<Condition> conditions,
    Template target,
    int status) {

  /// How many conditions a rule may have.
  public static final int MOST_CONDITIONS = 50;

  public RedirectRule {
    conditions = List.copyOf(conditions);
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("there is no status " + status);
    }
    if (conditions.size() > MOST_CONDITIONS) {
      throw new IllegalArgumentException("a rule has more than 50 conditions");
    }
    if (target.pieces().isEmpty()) {
      throw new IllegalArgumentException("a redirect needs a target");
    }
  }
}
