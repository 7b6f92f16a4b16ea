package dev.slipway.artifact.rules.vercel;

import dev.slipway.artifact.rules.model.Condition;
import dev.slipway.artifact.rules.source.RuleFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a rule requires of a request besides its path: its `has` and its `missing`.
final class Requirements {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,100}");
  private static final String HOST = "host";

  private Requirements() {}

  /// Returns the conditions of `rule`.
  ///
  /// @throws RuleFault if there is one that can't be checked here
  static List<Condition> of(Json.Fields rule) {
    var conditions = new ArrayList<Condition>();
    rule.field("has").ifPresent(has -> add(has, true, conditions));
    rule.field("missing").ifPresent(missing -> add(missing, false, conditions));
    return conditions;
  }

  private static void add(Json list, boolean wanted, List<Condition> conditions) {
    var what = wanted ? "has" : "missing";
    if (!(list instanceof Json.Items(var _, var items))) {
      throw new RuleFault("\"%s\" is not a list.".formatted(what));
    }
    for (var item : items) {
      if (!(item instanceof Json.Fields fields)) {
        throw new RuleFault("An entry of \"%s\" is not an object.".formatted(what));
      }
      conditions.addAll(conditions(fields, wanted));
    }
  }

  private static List<Condition> conditions(Json.Fields item, boolean wanted) {
    var type = text(item, "type");
    var key = text(item, "key");
    var place =
        switch (type) {
          case "header" -> Condition.Place.HEADER;
          case "cookie" -> Condition.Place.COOKIE;
          case "query" -> Condition.Place.QUERY;
          case HOST -> Condition.Place.HOST;
          default ->
              throw new RuleFault(
                  "There are no conditions of type \"%s\", but of header, cookie, query and host."
                      .formatted(type));
        };
    var isHost = place == Condition.Place.HOST;
    if (!isHost && key.isEmpty()) {
      throw new RuleFault("A condition of type \"%s\" needs a key.".formatted(type));
    }
    var name =
        switch (place) {
          case HEADER -> key.toLowerCase(Locale.ROOT);
          case HOST -> "";
          default -> key;
        };
    var wishes = wishes(item, key, isHost);
    if (!wanted) {
      return List.of(new Condition.Value(place, name, single(wishes), false));
    }
    var conditions = new ArrayList<Condition>();
    if (!wishes.stream().allMatch(Wish::met)) {
      conditions.add(new Condition.Value(place, name, new Condition.Present(), true));
    }
    for (var wish : wishes) {
      conditions.add(new Condition.Value(place, name, wish.test(), wish.met()));
    }
    return conditions;
  }

  /// Returns the test of a value that must be missing: more than one can't be denied together.
  private static Condition.Test single(List<Wish> wishes) {
    if (wishes.size() != 1 || !wishes.getFirst().met()) {
      throw new RuleFault("A condition in \"missing\" can make one comparison, not neq or ninc.");
    }
    return wishes.getFirst().test();
  }

  /// A test, and whether it has to be met.
  private record Wish(Condition.Test test, boolean met) {}

  private static List<Wish> wishes(Json.Fields item, String key, boolean isHost) {
    return switch (item.field("value").orElse(new Json.Text(item.line(), ""))) {
      case Json.Text(var _, var value) when value.isEmpty() ->
          List.of(
              new Wish(
                  !isHost && NAME.matcher(key).matches()
                      ? new Condition.Captured(key)
                      : new Condition.Present(),
                  true));
      case Json.Text(var _, var value) -> List.of(new Wish(matching(value, isHost), true));
      case Json.Fields operations ->
          operations.values().entrySet().stream()
              .map(operation -> wish(operation, isHost))
              .toList();
      default -> throw new RuleFault("The value of a condition is neither a text nor an object.");
    };
  }

  private static Wish wish(Map.Entry<String, Json> operation, boolean isHost) {
    var operand = operation.getValue();
    return switch (operation.getKey()) {
      case "eq" -> new Wish(new Condition.Equal(scalar(operand)), true);
      case "neq" -> new Wish(new Condition.Equal(scalar(operand)), false);
      case "inc" -> new Wish(anyOf(operand), true);
      case "ninc" -> new Wish(anyOf(operand), false);
      case "pre" ->
          new Wish(
              new Condition.Matching("(?s)" + Expression.quoted(scalar(operand)) + ".*"), true);
      case "suf" ->
          new Wish(new Condition.Matching("(?s).*" + Expression.quoted(scalar(operand))), true);
      case "re" -> new Wish(matching(scalar(operand), isHost), true);
      default ->
          throw new RuleFault(
              "The comparison \"%s\" can't be made here; eq, neq, inc, ninc, pre, suf and re can."
                  .formatted(operation.getKey()));
    };
  }

  private static Condition.Test matching(String value, boolean isHost) {
    var expression = Expression.of(value);
    if (!expression.refused().isEmpty()) {
      throw new RuleFault(
          "Looking ahead, as \"%s\" does, is not possible in a condition.".formatted(value));
    }
    return new Condition.Matching(
        isHost ? "(?P<" + HOST + ">" + expression.rest() + ")" : expression.rest());
  }

  private static Condition.Test anyOf(Json list) {
    if (!(list instanceof Json.Items(var _, var items))) {
      throw new RuleFault("A comparison with \"inc\" or \"ninc\" needs a list.");
    }
    return new Condition.Matching(
        items.stream()
            .map(item -> Expression.quoted(scalar(item)))
            .collect(Collectors.joining("|", "(?:", ")")));
  }

  private static String scalar(Json value) {
    return switch (value) {
      case Json.Text(var _, var text) -> text;
      case Json.Numeral(var _, var text) -> text;
      default -> throw new RuleFault("A comparison needs a text.");
    };
  }

  private static String text(Json.Fields item, String name) {
    return item.field(name)
        .map(value -> {
          if (value instanceof Json.Text(var _, var text)) {
            return text;
          }
          throw new RuleFault("The %s of a condition is not a text.".formatted(name));
        })
        .orElse("");
  }
}
