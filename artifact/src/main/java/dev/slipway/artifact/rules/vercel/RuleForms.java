package dev.slipway.artifact.rules.vercel;

import dev.slipway.artifact.rules.Origin;
import dev.slipway.artifact.rules.Stage;
import dev.slipway.artifact.rules.model.Condition;
import dev.slipway.artifact.rules.model.HeaderRule;
import dev.slipway.artifact.rules.model.RedirectRule;
import dev.slipway.artifact.rules.source.HeaderField;
import dev.slipway.artifact.rules.source.RuleFault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Makes rules of the entries of `redirects`, `rewrites` and `headers`.
final class RuleForms {

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int PERMANENT = 308;
  private static final int TEMPORARY = 307;

  private RuleForms() {}

  /// Hears why a part of a rule does not count.
  interface Notes {
    void add(int line, String why);
  }

  /// @throws RuleFault if it can't be used
  static RedirectRule redirect(Json.Fields rule, Origin origin) {
    return redirect(rule, origin, Stage.BEFORE_FILES, required(rule, "destination"), status(rule));
  }

  /// Returns a rewrite, which is looked for where there is no file: Vercel looks at the files
  /// first.
  ///
  /// @throws RuleFault if it can't be used
  static RedirectRule rewrite(Json.Fields rule, Origin origin) {
    var destination = required(rule, "destination");
    if (Destination.isElsewhere(destination)) {
      throw new RuleFault(
          "A rewrite to another site would have to be passed on to it, which Slipway does not do. Use a redirect, or let the page itself ask the other site.");
    }
    if (rule.field("transforms").isPresent()) {
      throw new RuleFault("Transforms are not made here.");
    }
    var status = number(rule, "statusCode").orElse(200);
    if (status >= 300 && status < 400) {
      throw new RuleFault("A rewrite can't have the status %d; a redirect can.".formatted(status));
    }
    return redirect(rule, origin, Stage.WITHOUT_FILE, destination, status);
  }

  private static RedirectRule redirect(
      Json.Fields rule, Origin origin, Stage stage, String destination, int status) {
    var source = Source.of(required(rule, "source"));
    var requirements = Requirements.of(rule);
    var target = new Destination(source, names(requirements)).target(destination);
    return made(() ->
        new RedirectRule(
            origin, stage, source.path(), conditions(source, requirements), target, status));
  }

  /// Returns what `rule` says about headers, without what of it can't be used.
  ///
  /// @throws RuleFault if nothing of it can
  static HeaderRule header(Json.Fields rule, Origin origin, Notes notes) {
    var source = Source.of(required(rule, "source"));
    var requirements = Requirements.of(rule);
    var values = new Destination(source, names(requirements));
    if (!(rule.field("headers").orElse(rule) instanceof Json.Items(var _, var items))) {
      throw new RuleFault("It has no list called \"headers\".");
    }
    var edits = new ArrayList<HeaderRule.Edit>();
    for (var item : items) {
      try {
        edits.add(edit(item, values));
      } catch (RuleFault e) {
        notes.add(item.line(), e.why());
      }
    }
    return made(
        () -> new HeaderRule(origin, source.path(), conditions(source, requirements), edits));
  }

  private static HeaderRule.Edit edit(Json item, Destination values) {
    if (!(item instanceof Json.Fields field)) {
      throw new RuleFault("An entry of \"headers\" is not an object.");
    }
    var checked = HeaderField.of(required(field, "key"), required(field, "value"));
    return made(() ->
        new HeaderRule.Edit(HeaderRule.Kind.SET, checked.name(), values.value(checked.value())));
  }

  private static int status(Json.Fields rule) {
    var code = number(rule, "statusCode");
    var permanent = rule.field("permanent");
    if (permanent.isPresent() && code.isPresent()) {
      throw new RuleFault("It has both \"permanent\" and \"statusCode\": leave one of them out.");
    }
    if (permanent.isPresent()) {
      if (permanent.get() instanceof Json.Flag(var _, var flag)) {
        return flag ? PERMANENT : TEMPORARY;
      }
      throw new RuleFault("\"permanent\" is neither true nor false.");
    }
    var status = code.orElse(PERMANENT);
    if (!REDIRECTS.contains(status)) {
      throw new RuleFault(
          "A redirect can't have the status %d, but 301, 302, 303, 307 and 308.".formatted(status));
    }
    return status;
  }

  private static Optional<Integer> number(Json.Fields rule, String name) {
    return rule.field(name)
        .map(value -> {
          if (value instanceof Json.Numeral(var _, var digits) && digits.matches("[1-9][0-9]{2}")) {
            return Integer.valueOf(digits);
          }
          throw new RuleFault("\"%s\" is no status, such as 301.".formatted(name));
        });
  }

  private static String required(Json.Fields rule, String name) {
    if (rule.field(name).orElse(rule) instanceof Json.Text(var _, var text) && !text.isEmpty()) {
      return text;
    }
    throw new RuleFault("It has no text called \"%s\".".formatted(name));
  }

  private static List<Condition> conditions(Source source, List<Condition> requirements) {
    return Stream.concat(source.conditions().stream(), requirements.stream()).toList();
  }

  private static Set<String> names(List<Condition> conditions) {
    var names = new HashSet<String>();
    conditions.forEach(condition -> names.addAll(condition.names()));
    return names;
  }

  /// Returns `rule`, whose type checks what it is made of.
  private static <T> T made(Supplier<T> rule) {
    try {
      return rule.get();
    } catch (IllegalArgumentException e) {
      throw new RuleFault("It can't be used: %s.".formatted(e.getMessage()));
    }
  }

  /// Returns a rule for people.
  static String shown(Json.Fields rule) {
    var text = new StringBuilder();
    for (var name : List.of("source", "destination")) {
      if (rule.field(name).orElse(rule) instanceof Json.Text(var _, var value)) {
        text.append(text.isEmpty() ? "" : " ").append(value);
      }
    }
    return text.toString();
  }
}
