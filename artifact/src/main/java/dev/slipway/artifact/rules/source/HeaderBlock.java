package dev.slipway.artifact.rules.source;

import dev.slipway.artifact.rules.Origin;
import dev.slipway.artifact.rules.model.HeaderRule;
import dev.slipway.artifact.rules.model.Template;
import dev.slipway.core.deployment.DeploymentFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// The headers that one rule gives some paths, while they are read. Not thread-safe.
public final class HeaderBlock {

  private static final int MOST_CREDENTIALS = 100;

  private final Origin origin;
  private final Map<String, HeaderField> fields = new LinkedHashMap<>();
  private final List<String> removed = new ArrayList<>();
  private final List<String> credentials = new ArrayList<>();

  public HeaderBlock(Origin origin) {
    this.origin = origin;
  }

  public Origin origin() {
    return origin;
  }

  /// Adds a value; a field that is there already has both.
  ///
  /// @throws RuleFault if a site may not set it so
  public void add(String name, String value) {
    var field = HeaderField.of(name, value);
    fields.merge(
        name.toLowerCase(Locale.ROOT),
        field,
        (one, other) -> HeaderField.of(one.name(), one.value() + ", " + other.value()));
  }

  /// Removes a field.
  ///
  /// @throws RuleFault if a site may not
  public void remove(String name) {
    HeaderField.requireName(name);
    removed.add(name);
  }

  /// Adds what may open the paths, each `user:password`, with white space between them.
  ///
  /// @throws DeploymentFailure if one is not of that form: paths that were to be protected are not
  ///   left open
  public void protect(String value) {
    for (var each : value.strip().split("\\s+", -1)) {
      if (each.indexOf(':') < 1 || credentials.size() == MOST_CREDENTIALS) {
        throw unprotected(
            origin,
            "its Basic-Auth is not `user:password`, once or up to %d times, with spaces between"
                .formatted(MOST_CREDENTIALS));
      }
      credentials.add(each);
    }
  }

  /// Returns what ends a deployment that would leave open what was to be protected.
  public static DeploymentFailure unprotected(Origin origin, String why) {
    return new DeploymentFailure(
        "rules-basic-auth",
        "%s would be left unprotected: %s.".formatted(origin, why),
        "Mend the rule, or remove its Basic-Auth.");
  }

  /// Returns the credentials of the paths; none if anybody may see them.
  public List<String> credentials() {
    return List.copyOf(credentials);
  }

  /// Returns the changes: removals first.
  ///
  /// @param kind what a value does
  /// @param template makes what a value says
  public List<HeaderRule.Edit> edits(HeaderRule.Kind kind, Function<String, Template> template) {
    var edits = new ArrayList<HeaderRule.Edit>();
    for (var name : removed) {
      edits.add(new HeaderRule.Edit(HeaderRule.Kind.REMOVE, name, Template.of("")));
    }
    for (var field : fields.values()) {
      edits.add(new HeaderRule.Edit(kind, field.name(), template.apply(field.value())));
    }
    return edits;
  }
}
