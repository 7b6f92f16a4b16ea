package dev.slipway.artifact.image.nginx;

import dev.slipway.artifact.rules.Stage;
import dev.slipway.artifact.rules.model.PathPattern.Segments;
import dev.slipway.artifact.rules.model.RedirectRule;
import dev.slipway.artifact.rules.model.Template;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What becomes of redirects and rewrites in nginx. Not thread-safe.
///
/// One map tells which rule is the first that matches; the others tell, of that rule, where it
/// leads. What was captured for a `Location` is taken from the path as it was sent, in which
/// nothing can end a line, and for a file from the decoded one.
final class Redirects {

  private static final int MOST = 2_000;

  /// How long what stands for a placeholder is at most.
  private static final int VARIABLE = 50;

  private static final String ASKED = "$slipway_asked";
  private static final String SENT = "$slipway_sent";
  private static final String RULE = "slipway_rule";
  private static final String NO_FILE = "/\\";

  private final Maps maps;
  private final Pages pages;
  private final Addresses addresses;
  private final Left left;
  private final Set<String> returns = new TreeSet<>();
  private final Set<Integer> errors = new TreeSet<>();

  private final VariableMap rule;
  private final VariableMap target;
  private final VariableMap file;
  private final VariableMap kind;
  private boolean dynamic;
  private int captures;

  Redirects(Maps maps, Pages pages, Addresses addresses, Left left) {
    this.maps = maps;
    this.pages = pages;
    this.addresses = addresses;
    this.left = left;
    maps.add("$request_uri", "slipway_sent", Maps.NOTHING)
        .match("^(?<slipway_path>[^?]*)", false, "$slipway_path");
    this.rule = maps.add(ASKED, RULE, Maps.NOTHING);
    this.target = maps.add("$" + RULE, "slipway_target", Maps.NOTHING);
    this.file = maps.add("$" + RULE, "slipway_to", Maps.NOTHING);
    this.kind = maps.add("$" + RULE, "slipway_does", Maps.NOTHING);
  }

  /// Adds `rules`, as far as nginx can do what they say.
  void add(List<RedirectRule> rules) {
    for (var i = 0; i < rules.size(); i++) {
      var each = rules.get(i);
      var why =
          i < MOST && captures < MOST
              ? obstacle(each)
              : Optional.of("more than 2,000 rules, or placeholders in targets");
      if (why.isPresent()) {
        left.out(each.origin(), why.get());
      } else {
        add(each, (Segments) each.path(), "r" + i);
      }
    }
    finish();
  }

  /// Returns the statuses of 400 and above that rules answer with.
  Set<Integer> errors() {
    return errors;
  }

  /// Appends what answers by rules of `stage`, except with files.
  void appendTo(StringBuilder text, Stage stage, String indent) {
    returns.stream()
        .filter(each -> each.startsWith(word(stage)))
        .forEach(each -> {
          var status = each.substring(each.length() - 3);
          text.append(indent).append("if ($slipway_").append(each).append(") { return ");
          text.append(status);
          text.append(status.startsWith("3") ? " $slipway_away" : "").append("; }\n");
        });
  }

  private static String word(Stage stage) {
    return stage == Stage.BEFORE_FILES ? "before" : "after";
  }

  private static Optional<String> obstacle(RedirectRule rule) {
    if (!rule.conditions().isEmpty()) {
      return Optional.of("what depends on more than the path");
    }
    if (!(rule.path() instanceof Segments pattern)) {
      return Optional.of("a path that is a regular expression");
    }
    if (!isPossible(rule.status())) {
      return Optional.of("the status " + rule.status());
    }
    if (isTooLong(rule, pattern)) {
      return Optional.of("a rule that is too long for nginx");
    }
    if (rule.status() / 100 != 3 && !isFile(rule.target())) {
      return Optional.of("a target with .. or a control character");
    }
    var before = new StringBuilder();
    for (var piece : rule.target().pieces()) {
      switch (piece) {
        case Template.Text(var text) -> before.append(text);
        case Template.Placeholder(var name) -> {
          if (!pattern.names().contains(name)) {
            return Optional.of("a placeholder that the path does not have");
          }
          if (before.indexOf("?") >= 0 || isInHost(before)) {
            return Optional.of("a placeholder in a host or a query");
          }
        }
      }
    }
    return Optional.empty();
  }

  /// A visitor who went away (499) is none that nginx can be told of.
  private static boolean isPossible(int status) {
    return status == 200 || (status >= 300 && status < 600 && status != 499);
  }

  private static boolean isTooLong(RedirectRule rule, Segments pattern) {
    var target = Spelling.value(plain(rule.target()));
    var variables = VARIABLE * rule.target().pieces().size();
    return !Spelling.fits(PathExpression.of(pattern))
        || !Spelling.fits(new PathExpression(pattern, "slipway_r" + MOST).capturing())
        || !Spelling.fits(target + " ".repeat(variables));
  }

  /// nginx looks for files by names as they are, so one with `..` could lie outside of the site.
  private static boolean isFile(Template target) {
    var path = decoded(plain(withoutQuery(target)));
    return !List.of(path.split("/", -1)).contains("..")
        && path.chars().noneMatch(Character::isISOControl);
  }

  private static boolean isInHost(StringBuilder before) {
    var scheme = before.indexOf("://");
    return scheme > 0 && before.indexOf("/", scheme + 3) < 0;
  }

  private void add(RedirectRule each, Segments pattern, String id) {
    rule.match(PathExpression.of(pattern), pattern.ignoresCase(), id);
    var stage = word(each.stage());
    var status = each.status();
    if (status >= 300 && status < 400) {
      target.put(id, away(each, pattern, id));
      returns.add(stage + "_" + status);
      kind.put(id, stage + "_" + status);
      return;
    }
    file.put(id, rewritten(each, pattern, id));
    kind.put(id, stage + "_" + status);
    if (status != 200) {
      returns.add(stage + "_" + status);
      errors.add(status);
    }
  }

  private String away(RedirectRule each, Segments pattern, String id) {
    var text = spelled(each.target(), pattern, id, SENT);
    var plain = plain(each.target());
    int hash = text.indexOf('#');
    int end = hash < 0 ? text.length() : hash;
    boolean queried =
        plain.indexOf('?') >= 0 && (hash < 0 || plain.indexOf('?') < plain.indexOf('#'));
    return '"'
        + text.substring(0, end)
        + (queried ? "" : "$is_args$args")
        + text.substring(end)
        + '"';
  }

  private String rewritten(RedirectRule each, Segments pattern, String id) {
    var path = withoutQuery(each.target());
    if (path.pieces().stream().allMatch(Template.Text.class::isInstance)) {
      var page = Spelling.value(addresses.file(decoded(plain(path))).orElse(NO_FILE));
      if (Spelling.fits(page)) {
        return page;
      }
      left.out(each.origin(), "a file whose path is too long for nginx");
      return Spelling.value(NO_FILE);
    }
    dynamic = true;
    var decoded =
        new Template(
            path.pieces().stream()
                .map(piece ->
                    piece instanceof Template.Text(var text)
                        ? new Template.Text(decoded(text))
                        : piece)
                .toList());
    return '"' + spelled(decoded, pattern, id, ASKED) + '"';
  }

  /// Returns `template` as the inside of a value's quotes, with variables for what `from` captures.
  private String spelled(Template template, Segments pattern, String id, String from) {
    var text = new StringBuilder();
    for (var piece : template.pieces()) {
      switch (piece) {
        case Template.Text(var plain) -> {
          var quoted = Spelling.value(plain);
          text.append(quoted, 1, quoted.length() - 1);
        }
        case Template.Placeholder(var name) -> text.append(captured(pattern, id, from, name));
      }
    }
    return text.toString();
  }

  private String captured(Segments pattern, String id, String from, String name) {
    var expression = new PathExpression(pattern, "slipway_" + id);
    var spelled = expression.capturing();
    var variable = expression.variables().getOrDefault(name, "");
    var map = maps.add(from, "slipway_" + id + "_v" + captures, Maps.NOTHING);
    captures++;
    map.match(spelled, false, variable);
    return "${" + map.variable().substring(1) + "}";
  }

  private void finish() {
    // What a visitor's path made of a second slash would be another host.
    maps.add("$slipway_target", "slipway_tidy", "$slipway_target")
        .match("^/+(?<slipway_rest>/.*)$", false, "$slipway_rest");
    // A redirect to where one is would go round and round.
    maps.add("\"$slipway_tidy $request_uri\"", "slipway_away", "$slipway_tidy")
        .match("^(?<slipway_same>\\S+) \\k<slipway_same>$", false, Maps.NOTHING);
    for (var each : returns) {
      var condition = each.charAt(each.length() - 3) == '3' ? "$slipway_away" : "1";
      maps.add("$slipway_does", "slipway_" + each, Maps.NOTHING).put(each, condition);
    }
    var found = dynamic ? pages.anywhere("$slipway_to", "slipway_to_page") : Maps.NOTHING;
    for (var stage : Stage.values()) {
      var word = word(stage);
      maps.add("$slipway_does", "slipway_" + word + "_file", Maps.NOTHING)
          .put(word + "_200", "$slipway_to");
      maps.add("$slipway_does", "slipway_" + word + "_page", Maps.NOTHING)
          .put(word + "_200", found);
    }
    maps.add("$slipway_does", "slipway_error_file", Maps.NOTHING)
        .match("_[45]..$", false, "$slipway_to");
  }

  private static Template withoutQuery(Template target) {
    var pieces = new ArrayList<Template.Piece>();
    for (var piece : target.pieces()) {
      if (piece instanceof Template.Text(var text)) {
        int end = 0;
        while (end < text.length() && text.charAt(end) != '?' && text.charAt(end) != '#') {
          end++;
        }
        if (end < text.length()) {
          if (end > 0) {
            pieces.add(new Template.Text(text.substring(0, end)));
          }
          break;
        }
      }
      pieces.add(piece);
    }
    return new Template(pieces);
  }

  private static String plain(Template template) {
    var text = new StringBuilder();
    for (var piece : template.pieces()) {
      if (piece instanceof Template.Text(var plain)) {
        text.append(plain);
      }
    }
    return text.toString();
  }

  private static String decoded(String path) {
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) { // no file has such a path
      return NO_FILE;
    }
  }
}
