package dev.slipway.artifact.rules.netlify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.rules.Redirection;
import dev.slipway.artifact.rules.Rules;
import dev.slipway.artifact.rules.SampleVisit;
import dev.slipway.artifact.rules.Stage;
import dev.slipway.artifact.rules.compile.RuleCompiler;
import dev.slipway.artifact.rules.compile.RuleSources;
import dev.slipway.artifact.rules.match.RuleBook;
import dev.slipway.artifact.rules.source.RuleFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our rules beside Netlify's own matcher. Every kind of disagreement is listed in [Difference];
/// any other fails.
final class NetlifyRedirectorIT {

  private static final int FILES = 2_500;
  private static final int MOST_RULES = 8;
  private static final int VISITS = 16;

  @TempDir private Path folder;

  @Test
  void answersAsNetlifyDoes() throws IOException, InterruptedException {
    var cases = cases(new Dice(4));

    var theirs = Redirector.answers(cases, folder);

    var disagreements = new ArrayList<String>();
    var matches = 0;
    for (var i = 0; i < cases.size(); i++) {
      var rules = rules(cases.get(i).rules());
      for (var j = 0; j < VISITS; j++) {
        var visit = cases.get(i).visits().get(j);
        var expected = expected(theirs.get(i).get(j), visit);
        var ours = told(rules, visit);
        matches += ours.equals("-") ? 0 : 1;
        if (!ours.equals(expected)) {
          disagreements.add(
              "%s%n%s%nNetlify: %s, ours: %s"
                  .formatted(cases.get(i).rules(), visit, expected, ours));
        }
      }
    }
    assertThat(disagreements).isEmpty();
    assertThat(matches)
        .as("visits that a rule matches")
        .isBetween(FILES * VISITS / 3, FILES * VISITS - 5_000);
  }

  @Test
  void differsOnlyWhereItMeansTo() throws IOException, InterruptedException {
    var differences = Difference.values();
    var cases =
        Arrays.stream(differences)
            .map(each -> new Redirector.Case(each.rule(), List.of(each.visit())))
            .toList();

    var theirs = Redirector.answers(cases, folder);

    for (var i = 0; i < differences.length; i++) {
      var each = differences[i];
      assertThat(told(theirs.get(i).getFirst(), "!"))
          .as("Netlify, %s: %s", each, each.why())
          .isEqualTo(each.theirs());
      assertThat(told(rules(each.rule()), each.visit()))
          .as("ours, %s: %s", each, each.why())
          .isEqualTo(each.ours());
    }
  }

  private static List<Redirector.Case> cases(Dice dice) {
    return Stream.generate(() -> aCase(dice)).limit(FILES).toList();
  }

  private static Redirector.Case aCase(Dice dice) {
    var rules =
        IntStream.rangeClosed(0, dice.upTo(MOST_RULES - 1)).mapToObj(_ -> dice.rule()).toList();
    var visits = Stream.generate(() -> dice.visit(rules)).limit(VISITS).toList();
    return new Redirector.Case(
        "# rules\n" + String.join(dice.once(3) ? "\r\n\n" : "\n", rules), visits);
  }

  private static Rules rules(String text) {
    var sources = RuleSources.NONE.withRedirects(new RuleFile("_redirects", text));
    return RuleBook.of(RuleCompiler.compile(sources).rules());
  }

  /// The request's query is added to a redirect by what calls Netlify's matcher.
  private static String expected(Optional<Redirector.Answer> answer, SampleVisit visit) {
    return told(
        answer.map(each ->
            each.status() >= 300 && each.status() < 400
                ? new Redirector.Answer(
                    each.status(), each.force(), withQuery(each.target(), visit.query()))
                : new Redirector.Answer(
                    each.status(), each.force(), each.target().replaceFirst("[?#].*", ""))),
        "!");
  }

  private static String withQuery(String target, String query) {
    if (query.isEmpty() || target.contains("?")) {
      return target;
    }
    var hash = target.indexOf('#') < 0 ? target.length() : target.indexOf('#');
    return target.substring(0, hash) + "?" + query + target.substring(hash);
  }

  private static String told(Optional<Redirector.Answer> answer, String force) {
    return answer
        .map(each -> each.status() + (each.force() ? force : "") + " " + each.target())
        .orElse("-");
  }

  private static String told(Rules rules, SampleVisit visit) {
    return rules
        .redirection(visit, Stage.BEFORE_FILES)
        .map(each -> told(each, "!"))
        .or(() -> rules.redirection(visit, Stage.WITHOUT_FILE).map(each -> told(each, "")))
        .orElse("-");
  }

  private static String told(Redirection each, String force) {
    return each.status() + force + " " + each.target();
  }
}
