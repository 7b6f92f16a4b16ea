package dev.slipway.artifact.rules.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.artifact.rules.Origin;
import dev.slipway.artifact.rules.PathStyle;
import dev.slipway.artifact.rules.SampleVisit;
import dev.slipway.artifact.rules.Stage;
import dev.slipway.artifact.rules.model.Condition;
import dev.slipway.artifact.rules.model.PathPattern;
import dev.slipway.artifact.rules.model.RedirectRule;
import dev.slipway.artifact.rules.model.SiteRules;
import dev.slipway.artifact.rules.model.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RuleBookTest {

  @Test
  void findsWhatTryingEveryRuleInTurnFinds() {
    var random = new Random(7);
    var matches = 0;

    for (var i = 0; i < 6_000; i++) {
      var patterns = new ArrayList<PathPattern.Segments>();
      for (var j = random.nextInt(8); j >= 0; j--) {
        patterns.add(pattern(random));
      }
      var linear = Linear.of(patterns);
      var book = book(patterns);
      for (var j = 0; j < 6; j++) {
        var path = path(random);
        var expected = linear.first(path);
        var found = book.redirection(SampleVisit.of(path), Stage.WITHOUT_FILE);

        assertThat(found.map(each -> each.origin().line()).orElse(-1)).isEqualTo(expected);
        matches += expected < 0 ? 0 : 1;
      }
    }
    assertThat(matches).isBetween(8_000, 32_000);
  }

  @Test
  void takesAsManyStepsForManyRulesAsForFew() {
    var few = steps(10);
    var some = steps(450);
    var many = steps(45_000);

    assertThat(some).isEqualTo(few);
    assertThat(many).isEqualTo(few);
    assertThat(few).isLessThan(20);
  }

  @Test
  void findsRulesThatNeedAValueOfTheQueryByIt() {
    var rules =
        IntStream.range(0, 40_000)
            .mapToObj(i -> rule(i, segments(false, "=shop"), List.of(id(i)), "/item/" + i))
            .toList();
    var book = RuleBook.of(new SiteRules(rules, List.of(), List.of(), PathStyle.USUAL));

    var found = book.redirection(SampleVisit.of("/shop?a=b&id=39999"), Stage.WITHOUT_FILE);

    assertThat(found)
        .hasValueSatisfying(each -> assertThat(each.target()).startsWith("/item/39999"));
    assertThat(((RuleBook) book).steps(SampleVisit.of("/shop?id=39999"), Stage.WITHOUT_FILE))
        .isLessThan(10);
  }

  @Test
  void refusesRulesOfWhichTooManyHaveToBeTried() {
    var rules =
        IntStream.range(0, RuleBook.MOST_STEPS)
            .mapToObj(
                i -> rule(i, new PathPattern.Expression("/", "/.*" + i, false), List.of(), "/t"))
            .toList();
    var site = new SiteRules(rules, List.of(), List.of(), PathStyle.USUAL);

    assertThatThrownBy(() -> RuleBook.of(site))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("might have to be tried");
  }

  @Test
  void refusesPlaceholdersThatMakeTooManyWays() {
    var rules = new ArrayList<RedirectRule>();
    for (var i = 0; i < 1 << 13; i++) {
      var segments = new ArrayList<PathPattern.Segment>();
      for (var bit = 0; bit < 13; bit++) {
        segments.add(
            (i >> bit & 1) == 0 ? new PathPattern.Literal("a") : new PathPattern.Name("x"));
      }
      rules.add(rule(i, new PathPattern.Segments(segments, false, false), List.of(), "/t"));
    }

    assertThat(RuleBook.cost(new SiteRules(rules, List.of(), List.of(), PathStyle.USUAL)))
        .isGreaterThan(RuleBook.MOST_STEPS);
  }

  private static int steps(int rules) {
    var all = new ArrayList<RedirectRule>();
    for (var i = 0; i < rules; i += 2) {
      all.add(rule(i, segments(false, "=old" + i, ":x", "*"), List.of(), "/t/:x"));
      all.add(rule(i + 1, segments(false, "=blog", "=page" + i), List.of(), "/t"));
    }
    var book = (RuleBook) RuleBook.of(new SiteRules(all, List.of(), List.of(), PathStyle.USUAL));
    return book.steps(SampleVisit.of("/blog/page" + (rules - 2)), Stage.WITHOUT_FILE)
        + book.steps(SampleVisit.of("/old" + (rules - 2) + "/a/b/c"), Stage.WITHOUT_FILE)
        + book.steps(SampleVisit.of("/nothing/at/all"), Stage.WITHOUT_FILE);
  }

  private static Condition id(int value) {
    var test = new Condition.Equal(Integer.toString(value));
    return new Condition.Value(Condition.Place.QUERY, "id", test, true);
  }

  private static RuleBook book(List<PathPattern.Segments> patterns) {
    var rules =
        IntStream.range(0, patterns.size())
            .mapToObj(i -> rule(i, patterns.get(i), List.of(), "/t"))
            .toList();
    return (RuleBook) RuleBook.of(new SiteRules(rules, List.of(), List.of(), PathStyle.USUAL));
  }

  private static RedirectRule rule(
      int line, PathPattern path, List<Condition> conditions, String target) {
    return new RedirectRule(
        new Origin("f", line, ""), Stage.WITHOUT_FILE, path, conditions, Template.of(target), 301);
  }

  private static PathPattern.Segments pattern(Random random) {
    var strict = random.nextInt(3) == 0;
    var segments = new ArrayList<PathPattern.Segment>();
    for (var i = random.nextInt(5); i > 0; i--) {
      segments.add(
          random.nextInt(3) == 0
              ? new PathPattern.Name("x" + i)
              : new PathPattern.Literal(word(random)));
    }
    if (random.nextInt(4) == 0) {
      segments.add(new PathPattern.Splat());
    } else if (strict && random.nextInt(3) == 0) {
      segments.add(new PathPattern.Literal(""));
    }
    return new PathPattern.Segments(segments, strict, random.nextInt(4) == 0);
  }

  private static PathPattern.Segments segments(boolean strict, String... spelled) {
    var segments = new ArrayList<PathPattern.Segment>();
    for (var each : spelled) {
      segments.add(
          switch (each.charAt(0)) {
            case '=' -> new PathPattern.Literal(each.substring(1));
            case ':' -> new PathPattern.Name(each.substring(1));
            default -> new PathPattern.Splat();
          });
    }
    return new PathPattern.Segments(segments, strict, false);
  }

  private static String path(Random random) {
    var path = new StringBuilder();
    for (var i = random.nextInt(5); i > 0; i--) {
      path.append('/').append(word(random));
    }
    return path.isEmpty() || random.nextInt(3) == 0 ? path + "/" : path.toString();
  }

  private static String word(Random random) {
    return List.of("a", "A", "b").get(random.nextInt(3));
  }
}
