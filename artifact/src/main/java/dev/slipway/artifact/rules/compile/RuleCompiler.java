package dev.slipway.artifact.rules.compile;

import dev.slipway.artifact.rules.cloudflare.CloudflareHeaders;
import dev.slipway.artifact.rules.cloudflare.CloudflareRedirects;
import dev.slipway.artifact.rules.match.RuleBook;
import dev.slipway.artifact.rules.model.AccessRule;
import dev.slipway.artifact.rules.model.HeaderRule;
import dev.slipway.artifact.rules.model.RedirectRule;
import dev.slipway.artifact.rules.model.SiteRules;
import dev.slipway.artifact.rules.netlify.NetlifyBlocks;
import dev.slipway.artifact.rules.netlify.NetlifyHeaders;
import dev.slipway.artifact.rules.netlify.NetlifyRedirects;
import dev.slipway.artifact.rules.netlify.NetlifyToml;
import dev.slipway.artifact.rules.source.PathWishes;
import dev.slipway.artifact.rules.source.RuleFile;
import dev.slipway.artifact.rules.source.RuleNotes;
import dev.slipway.artifact.rules.vercel.VercelReader;
import dev.slipway.core.deployment.DeploymentFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Makes the rules of a site from its files. Not thread-safe.
///
/// One rule that makes no sense is noted and left out, and so is one that no visit can reach. What
/// is past a budget as a whole ends the deployment: a site that serves the first half of its rules
/// would be worse than none.
public final class RuleCompiler {

  private static final Pattern TOML_RULES =
      Pattern.compile("(?m)^\\s*\\[\\[(redirects|headers)\\]\\]");

  private final RuleSources sources;
  private final RuleNotes notes = new RuleNotes();
  private final List<RedirectRule> redirects = new ArrayList<>();
  private final List<HeaderRule> headers = new ArrayList<>();
  private final List<AccessRule> access = new ArrayList<>();
  private PathWishes paths;

  private RuleCompiler(RuleSources sources) {
    this.sources = sources;
    this.paths = sources.paths();
  }

  /// Returns the rules that `sources` ask for. A line that does not count is noted, not an error.
  ///
  /// @throws DeploymentFailure if the files are past a budget as a whole
  public static CompiledRules compile(RuleSources sources) {
    var compiler = new RuleCompiler(sources);
    switch (sources.dialect()) {
      case NETLIFY -> compiler.netlify();
      case CLOUDFLARE -> compiler.cloudflare();
    }
    sources.vercel().ifPresent(compiler::vercel);
    return compiler.compiled();
  }

  private void netlify() {
    sources.redirects().ifPresent(file -> redirects.addAll(NetlifyRedirects.read(file, notes)));
    sources.headers().ifPresent(file -> add(NetlifyHeaders.read(file, notes)));
    sources.netlify().ifPresent(this::toml);
  }

  private void toml(RuleFile file) {
    var serving = NetlifyToml.read(file, notes);
    redirects.addAll(serving.redirects());
    add(serving.blocks());
    paths = paths.or(serving.paths());
  }

  private void add(NetlifyBlocks blocks) {
    headers.addAll(blocks.headers());
    access.addAll(blocks.access());
  }

  private void cloudflare() {
    sources.redirects().ifPresent(file -> redirects.addAll(CloudflareRedirects.read(file, notes)));
    sources.headers().ifPresent(file -> headers.addAll(CloudflareHeaders.read(file, notes)));
    sources
        .netlify()
        .filter(file -> TOML_RULES.matcher(file.text()).find())
        .ifPresent(file ->
            notes.add(
                file.origin(1, ""),
                "Its redirects and headers do not count, as the dialect is Cloudflare's."));
  }

  private void vercel(RuleFile file) {
    file.requireModest();
    var rules = VercelReader.read(file);
    redirects.addAll(rules.redirects());
    headers.addAll(rules.headers());
    paths = paths.or(rules.paths());
    rules.notes().forEach(note -> notes.add(note.origin(), note.why()));
  }

  private CompiledRules compiled() {
    var reached = reached();
    requireFew(reached.size() + headers.size() + access.size());
    var rules = new SiteRules(reached, headers, access, paths.style());
    requireDistinct(rules);
    return new CompiledRules(rules, notes.list());
  }

  private List<RedirectRule> reached() {
    var coverage = new Coverage();
    var reached = new ArrayList<RedirectRule>();
    for (var rule : redirects) {
      var earlier = coverage.earlier(rule);
      if (earlier.isEmpty()) {
        reached.add(rule);
      } else {
        notes.add(
            rule.origin(),
            "It is never reached: %s takes all of its paths first."
                .formatted(earlier.get().origin()));
      }
    }
    return reached;
  }

  private static void requireFew(int rules) {
    if (rules > SiteRules.MOST) {
      throw new DeploymentFailure(
          "rules-too-many",
          "The site has %,d rules for redirects and headers, more than %,d."
              .formatted(rules, SiteRules.MOST),
          "Join rules that are alike, with :placeholders and *.");
    }
  }

  private static void requireDistinct(SiteRules rules) {
    var cost = RuleBook.cost(rules);
    if (cost > RuleBook.MOST_STEPS) {
      throw new DeploymentFailure(
          "rules-too-alike",
          "For one path of the site %,d rules might have to be tried, more than %,d."
              .formatted(cost, RuleBook.MOST_STEPS),
          "Give rules that begin with * or differ only in their conditions longer fixed beginnings.");
    }
  }
}
