package dev.slipway.artifact.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.artifact.output.OutputFile;
import dev.slipway.artifact.output.Spool;
import dev.slipway.artifact.rules.compile.CompiledRules;
import dev.slipway.artifact.rules.compile.RuleCompiler;
import dev.slipway.artifact.rules.compile.RuleSources;
import dev.slipway.artifact.rules.model.SiteRules;
import dev.slipway.artifact.rules.source.RuleFile;
import dev.slipway.artifact.rules.source.RuleNote;
import dev.slipway.core.deployment.DeploymentFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The files at the root of an output folder that say how it is served, and the others, which are
/// what is served.
///
/// @param published what is served: none of the files that say how, for these may name passwords
/// @param sources what the rules are compiled from
record ServingFiles(List<OutputFile> published, RuleSources sources) {

  private static final String REDIRECTS = "_redirects";
  private static final String HEADERS = "_headers";
  private static final Set<String> NAMES =
      Set.of(REDIRECTS, HEADERS, "netlify.toml", "vercel.json", "slipway.toml");

  /// More bytes than any file has that the compiler reads.
  private static final long LARGEST = 8 << 20;

  ServingFiles {
    published = List.copyOf(published);
  }

  /// Takes from `files`, whose bodies are in `spool`, what is to be added to `sources`.
  ///
  /// @throws DeploymentFailure if such a file is larger than any that is read
  static ServingFiles of(List<OutputFile> files, RuleSources sources, Spool spool)
      throws IOException {
    var published = new ArrayList<OutputFile>();
    var all = sources;
    for (var file : files) {
      switch (file.path()) {
        case REDIRECTS -> all = all.withRedirects(read(file, spool));
        case HEADERS -> all = all.withHeaders(read(file, spool));
        default -> {
          if (!NAMES.contains(file.path())) {
            published.add(file);
          }
        }
      }
    }
    return new ServingFiles(published, all);
  }

  private static RuleFile read(OutputFile file, Spool spool) throws IOException {
    if (file.body().length() > LARGEST) {
      throw new DeploymentFailure(
          "rules-too-large",
          "The file %s has %,d bytes; at most %,d are read."
              .formatted(file.path(), file.body().length(), LARGEST),
          "Join rules that are alike, with :placeholders and *.");
    }
    try (var body = spool.open(file.body())) {
      return new RuleFile(file.path(), new String(body.readAllBytes(), UTF_8));
    }
  }

  CompiledRules compile() {
    return RuleCompiler.compile(sources);
  }

  /// Returns what to say about `compiled`, which was made of these files.
  List<String> notes(CompiledRules compiled) {
    var read =
        Stream.of(sources.redirects(), sources.headers(), sources.netlify(), sources.vercel())
            .flatMap(Optional::stream)
            .map(file -> "Read %s: %s.".formatted(file.name(), count(file, compiled.rules())));
    return Stream.concat(read, compiled.notes().stream().map(RuleNote::toString)).toList();
  }

  private static String count(RuleFile file, SiteRules rules) {
    var count =
        Stream.of(
                rules.redirects().stream().map(rule -> rule.origin()),
                rules.headers().stream().map(rule -> rule.origin()),
                rules.access().stream().map(rule -> rule.origin()))
            .flatMap(origins -> origins)
            .filter(origin -> origin.file().equals(file.name()))
            .count();
    return count == 0 ? "no rules" : count == 1 ? "1 rule" : "%,d rules".formatted(count);
  }
}
