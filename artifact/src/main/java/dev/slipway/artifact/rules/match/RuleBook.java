package dev.slipway.artifact.rules.match;

import dev.slipway.artifact.rules.BasicAuth;
import dev.slipway.artifact.rules.HeaderChange;
import dev.slipway.artifact.rules.PathStyle;
import dev.slipway.artifact.rules.Redirection;
import dev.slipway.artifact.rules.Rules;
import dev.slipway.artifact.rules.Stage;
import dev.slipway.artifact.rules.Visit;
import dev.slipway.artifact.rules.model.AccessRule;
import dev.slipway.artifact.rules.model.HeaderRule;
import dev.slipway.artifact.rules.model.RedirectRule;
import dev.slipway.artifact.rules.model.SiteRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The rules of a site, ready to be matched.
///
/// What a look-up costs depends on the path, not on how many rules there are: [PathTrie]. Rules of
/// which more than [#MOST_STEPS] might have to be tried for one path are refused.
public final class RuleBook implements Rules {

  /// How many nodes and rules a look-up may go through at most, whatever the path.
  public static final int MOST_STEPS = 5_000;

  private static final int RULE_WEIGHT = 1_200;
  private static final int EDIT_WEIGHT = 300;

  private final SiteRules rules;
  private final RuleIndex<RedirectRule> redirects = new RuleIndex<>();
  private final RuleIndex<HeaderRule> headers = new RuleIndex<>();
  private final RuleIndex<AccessRule> access = new RuleIndex<>();

  /// How many redirects there are up to the last that comes before the files.
  private final int beforeFiles;

  private RuleBook(SiteRules rules) {
    this.rules = rules;
    var order = 0;
    var last = 0;
    for (var rule : rules.redirects()) {
      redirects.add(new Entry<>(order++, rule, rule.path(), rule.conditions()));
      last = rule.stage() == Stage.BEFORE_FILES ? order : last;
    }
    this.beforeFiles = last;
    for (var rule : rules.headers()) {
      headers.add(new Entry<>(order++, rule, rule.path(), rule.conditions()));
    }
    for (var rule : rules.access()) {
      access.add(new Entry<>(order++, rule, rule.path(), List.of()));
    }
  }

  /// Returns the rules that match as `rules` say.
  ///
  /// @throws IllegalArgumentException if a path might take too many steps
  public static Rules of(SiteRules rules) {
    if (rules.equals(SiteRules.NONE)) {
      return Rules.NONE;
    }
    var book = new RuleBook(rules);
    if (book.cost() > MOST_STEPS) {
      throw new IllegalArgumentException(
          "for one path %,d rules might have to be tried, more than %,d"
              .formatted(book.cost(), MOST_STEPS));
    }
    return book;
  }

  /// Returns how many nodes and rules a look-up by `rules` may go through at most, whatever the
  /// path.
  public static long cost(SiteRules rules) {
    return new RuleBook(rules).cost();
  }

  /// Returns about how many bytes of heap `rules` and what is made of them take.
  public static long weight(SiteRules rules) {
    var weight = 0L;
    for (var rule : rules.redirects()) {
      weight += RULE_WEIGHT + rule.origin().text().length();
    }
    for (var rule : rules.headers()) {
      weight += RULE_WEIGHT + rule.origin().text().length() + EDIT_WEIGHT * rule.edits().size();
    }
    return weight + (long) RULE_WEIGHT * rules.access().size();
  }

  @Override
  public Optional<Redirection> redirection(Visit visit, Stage stage) {
    // The first that matches decides, whatever its stage: a rule that wins over files is not
    // reached
    // by what an earlier one takes.
    return redirects
        .first(visit, bound(stage))
        .filter(match -> match.entry().rule().stage() == stage)
        .map(match -> redirection(match, visit));
  }

  private int bound(Stage stage) {
    return switch (stage) {
      case BEFORE_FILES -> beforeFiles;
      case WITHOUT_FILE -> rules.redirects().size();
    };
  }

  private static Redirection redirection(Search.Match<RedirectRule> match, Visit visit) {
    var rule = match.entry().rule();
    var target = Filling.target(rule.target(), match.captures());
    var away = rule.status() >= 300 && rule.status() < 400;
    return new Redirection(
        rule.origin(),
        rule.status(),
        away ? Filling.withQuery(target, visit.query()) : Filling.withoutQuery(target));
  }

  @Override
  public List<HeaderChange> headers(Visit visit) {
    var changes = new ArrayList<HeaderChange>();
    var given = new HashSet<String>();
    for (var match : headers.all(visit)) {
      var rule = match.entry().rule();
      for (var edit : rule.edits()) {
        var again =
            edit.kind() != HeaderRule.Kind.REMOVE
                && !given.add(edit.name().toLowerCase(Locale.ROOT));
        changes.add(
            new HeaderChange(
                rule.origin(),
                kind(edit.kind(), again),
                edit.name(),
                Filling.value(edit.value(), match.captures())));
      }
    }
    return changes;
  }

  private static HeaderChange.Kind kind(HeaderRule.Kind kind, boolean again) {
    return switch (kind) {
      case SET -> HeaderChange.Kind.SET;
      case ADD -> again ? HeaderChange.Kind.APPEND : HeaderChange.Kind.SET;
      case REMOVE -> HeaderChange.Kind.REMOVE;
    };
  }

  @Override
  public Optional<BasicAuth> basicAuth(Visit visit) {
    var matches = access.all(visit);
    return matches.isEmpty()
        ? Optional.empty()
        : Optional.of(matches.getLast().entry().rule())
            .map(rule -> new BasicAuth(rule.origin(), rule.credentials()));
  }

  @Override
  public PathStyle paths() {
    return rules.paths();
  }

  /// Returns how many nodes and rules a look-up goes through for `visit`.
  int steps(Visit visit, Stage stage) {
    return redirects.steps(visit, bound(stage));
  }

  private long cost() {
    return Stream.of(redirects, headers, access).mapToLong(RuleIndex::cost).max().orElse(0);
  }
}
