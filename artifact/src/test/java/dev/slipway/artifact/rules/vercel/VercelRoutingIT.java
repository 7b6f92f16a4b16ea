package dev.slipway.artifact.rules.vercel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.rules.PathStyle;
import dev.slipway.artifact.rules.Redirection;
import dev.slipway.artifact.rules.Rules;
import dev.slipway.artifact.rules.SampleVisit;
import dev.slipway.artifact.rules.Stage;
import dev.slipway.artifact.rules.match.RuleBook;
import dev.slipway.artifact.rules.model.SiteRules;
import dev.slipway.artifact.rules.source.RuleFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our rules beside the routes that Vercel's own compiler makes. Every kind of disagreement is
/// listed in [Deviation]; any other fails.
final class VercelRoutingIT {

  private static final int FILES = 3_000;

  @TempDir private Path folder;

  @Test
  void answersAsVercelsRoutesDo() throws IOException, InterruptedException {
    var dice = new VercelDice(7);
    var cases = Stream.generate(dice::next).limit(FILES).toList();

    var theirs = Routing.answers(cases, folder);

    var disagreements = new ArrayList<String>();
    var matches = 0;
    for (var i = 0; i < cases.size(); i++) {
      var rules = rules(cases.get(i));
      for (var j = 0; j < cases.get(i).visits().size(); j++) {
        var visit = cases.get(i).visits().get(j);
        var expected = expected(theirs.get(i).get(j), visit);
        var ours = told(rules, visit);
        matches += ours.equals("-") ? 0 : 1;
        if (!ours.equals(expected)) {
          disagreements.add(
              "%s%n%s%nVercel: %s, ours: %s"
                  .formatted(cases.get(i).settings(), visit, expected, ours));
        }
      }
    }
    assertThat(disagreements).isEmpty();
    assertThat(matches).as("visits that a rule matches").isGreaterThan(FILES * 4);
  }

  @Test
  void differsOnlyWhereItMeansTo() throws IOException, InterruptedException {
    var deviations = Deviation.values();
    var cases = Arrays.stream(deviations).map(Deviation::example).toList();

    var theirs = Routing.answers(cases, folder);

    for (var i = 0; i < deviations.length; i++) {
      var each = deviations[i];
      var example = cases.get(i);
      assertThat(theirs.get(i)).as("Vercel, %s: %s", each, each.why).containsExactly(each.theirs);
      assertThat(told(rules(example), example.visits().getFirst()))
          .as("ours, %s: %s", each, each.why)
          .isEqualTo(each.ours);
    }
  }

  static Rules rules(Routing.Case each) {
    var read = VercelReader.read(new RuleFile("vercel.json", each.settings()));
    return RuleBook.of(new SiteRules(read.redirects(), read.headers(), List.of(), PathStyle.USUAL));
  }

  /// The request's query is added to a redirect by what follows Vercel's routes.
  static String expected(String answer, SampleVisit visit) {
    if (answer.equals("-") || answer.startsWith("200")) {
      return answer;
    }
    var hash = answer.indexOf('#') < 0 ? answer.length() : answer.indexOf('#');
    var asks = answer.substring(0, hash).contains("?") || visit.query().isEmpty();
    return asks ? answer : answer.substring(0, hash) + "?" + visit.query() + answer.substring(hash);
  }

  static String told(Rules rules, SampleVisit visit) {
    return rules
        .redirection(visit, Stage.BEFORE_FILES)
        .or(() -> rules.redirection(visit, Stage.WITHOUT_FILE))
        .map(VercelRoutingIT::told)
        .orElse("-");
  }

  private static String told(Redirection each) {
    return each.status() + " " + each.target();
  }
}
