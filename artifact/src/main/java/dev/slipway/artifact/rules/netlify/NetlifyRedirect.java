package dev.slipway.artifact.rules.netlify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.artifact.rules.Origin;
import dev.slipway.artifact.rules.Stage;
import dev.slipway.artifact.rules.model.Condition;
import dev.slipway.artifact.rules.model.RedirectRule;
import dev.slipway.artifact.rules.source.RuleFault;
import dev.slipway.artifact.rules.source.TargetText;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One redirect as it is written, in whichever file.
///
/// @param query what the query must have, value or `:name` by parameter
/// @param to empty where it is left out
/// @param force whether it wins over a file
/// @param conditions by their names; the values of each are alternatives
record NetlifyRedirect(
    String from,
    Map<String, String> query,
    Optional<String> to,
    int status,
    boolean force,
    List<Map.Entry<String, List<String>>> conditions) {

  /// Where nothing says which.
  static final int USUAL_STATUS = 301;

  /// Returns the rule that it is.
  ///
  /// @throws RuleFault if it does not count
  RedirectRule compiled(Origin origin) {
    requireStatus();
    var from = NetlifyFrom.read(this.from);
    var names = new HashMap<>(from.names());
    var all = new ArrayList<>(from.host());
    for (var parameter : query.entrySet()) {
      all.add(parameter(parameter.getKey(), parameter.getValue(), names));
    }
    for (var condition : conditions) {
      all.add(condition(condition.getKey(), condition.getValue()));
    }
    var target = to.orElseGet(this::forwarded);
    var template = TargetText.read(target, names, status);
    requireMove(target);
    var stage = force ? Stage.BEFORE_FILES : Stage.WITHOUT_FILE;
    return new RedirectRule(origin, stage, from.path(), all, template, status);
  }

  private void requireStatus() {
    switch (status) {
      case 200, 301, 302, 303, 307, 308 -> {}
      default -> {
        if (status < 400 || status > 599) {
          throw new RuleFault(
              "There is no redirect with status %d; allowed are 200, 301, 302, 303, 307, 308, and 400 to 599."
                  .formatted(status));
        }
      }
    }
  }

  private String forwarded() {
    if (!from.endsWith("/*") || status != 200) {
      throw new RuleFault(
          "There is no target; a rule is `from to status`, and only `/…/* 200` goes without one.");
    }
    var path =
        from.startsWith("/") ? from : from.substring(from.indexOf('/', from.indexOf("//") + 2));
    return path.substring(0, path.length() - 1) + ":splat";
  }

  private static Condition parameter(String name, String value, Map<String, String> names) {
    if (name.isEmpty() || value.isEmpty() || value.equals(":")) {
      throw new RuleFault("A parameter of the query is `name=value` or `name=:placeholder`.");
    }
    if (!value.startsWith(":")) {
      return new Condition.Value(
          Condition.Place.QUERY, name, new Condition.Equal(decoded(value)), true);
    }
    var placeholder = value.substring(1);
    names.putIfAbsent(placeholder, placeholder);
    return new Condition.Value(
        Condition.Place.QUERY, name, new Condition.Captured(placeholder), true);
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      throw new RuleFault(
          "In `%s` a %% is not followed by two hexadecimal digits.".formatted(value));
    }
  }

  private static Condition condition(String name, List<String> values) {
    if (values.isEmpty()) {
      throw new RuleFault("The condition " + name + " has no value.");
    }
    return switch (name) {
      case "Cookie" -> new Condition.AnyCookie(values);
      case "Language" -> new Condition.Language(values);
      case "Country" ->
          throw new RuleFault("It depends on the visitor's country, which is not known here.");
      case "Role" ->
          throw new RuleFault(
              "It depends on a role in a token of Netlify's, which is not known here.");
      default ->
          throw new RuleFault(
              "There is no condition %s; allowed are Cookie and Language.".formatted(name));
    };
  }

  /// A redirect to where the visitor already is would never end.
  private void requireMove(String target) {
    var there = target.replaceFirst("#.*", "");
    if (status >= 300
        && status < 400
        && withoutSlash(from.replace("*", ":splat")).equals(withoutSlash(there))) {
      throw new RuleFault(
          "It sends visitors to where they are; with and without a slash at the end is the same path.");
    }
  }

  private static String withoutSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
