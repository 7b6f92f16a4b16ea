package dev.slipway.bench.rules;

import dev.slipway.artifact.rules.Rules;
import dev.slipway.artifact.rules.Stage;
import dev.slipway.artifact.rules.Visit;
import dev.slipway.artifact.rules.compile.RuleCompiler;
import dev.slipway.artifact.rules.compile.RuleSources;
import dev.slipway.artifact.rules.match.RuleBook;
import dev.slipway.artifact.rules.source.RuleFile;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Looks paths up in a `_redirects` of many rules: a third plain, a third with placeholders, a
/// third with a splat. Of every four paths three have a rule, anywhere in the file.
public final class RuleLookUp {

  private static final int PATHS = 4_096;

  private final Rules rules;
  private final List<Visit> visits;
  private long found;

  /// Compiles a file of `count` rules.
  ///
  /// @param visited how many of them the paths are for, spread over the file: how many decides what
  ///   the processor's caches hold
  public RuleLookUp(int count, int visited) {
    var text = new StringBuilder();
    for (var i = 0; i < count; i++) {
      text.append(
          switch (i % 3) {
            case 0 -> "/old/page-%d /new/page-%d 301%n".formatted(i, i);
            case 1 -> "/shop-%d/:item/:size /items/:item?size=:size 302%n".formatted(i);
            default -> "/docs/v%d/* /manual/%d/:splat 301%n".formatted(i, i);
          });
    }
    var file = new RuleFile("_redirects", text.toString());
    var compiled = RuleCompiler.compile(RuleSources.NONE.withRedirects(file));
    if (compiled.rules().redirects().size() != count || !compiled.notes().isEmpty()) {
      throw new IllegalStateException("not every rule counts: " + compiled.notes());
    }
    this.rules = RuleBook.of(compiled.rules());
    this.visits = IntStream.range(0, PATHS).mapToObj(i -> visit(i, count, visited)).toList();
  }

  private static Visit visit(int i, int count, int visited) {
    var rule = (int) (i * 2_654_435_761L % visited * count / visited);
    return new PathVisit(
        i % 4 == 3
            ? "/posts/2026/" + rule
            : switch (rule % 3) {
              case 0 -> "/old/page-" + rule;
              case 1 -> "/shop-" + rule + "/shirt/xl";
              default -> "/docs/v" + rule + "/guide/start";
            });
  }

  /// Looks every path up `rounds` times, and returns how many nanoseconds each took.
  public long nanos(int rounds) {
    var start = System.nanoTime();
    for (var i = 0; i < rounds; i++) {
      for (var visit : visits) {
        found += rules.redirection(visit, Stage.WITHOUT_FILE).isPresent() ? 1 : 0;
      }
    }
    return (System.nanoTime() - start) / ((long) rounds * PATHS);
  }

  /// Returns how many paths had a rule so far.
  public long found() {
    return found;
  }

  private record PathVisit(String path) implements Visit {

    @Override
    public String scheme() {
      return "https";
    }

    @Override
    public String host() {
      return "site.example.com";
    }

    @Override
    public String query() {
      return "";
    }

    @Override
    public Optional<String> header(String name) {
      return Optional.empty();
    }
  }
}
