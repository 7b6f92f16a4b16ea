package dev.slipway.runner.detect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.artifact.rules.compile.RuleSources;
import dev.slipway.artifact.rules.source.RuleFile;
import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.runner.checkout.tree.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the root of a repository says about how its site is served: `slipway.toml`, `netlify.toml`
/// and `vercel.json`. What they say about building is not looked at here, and `_redirects` and
/// `_headers` are taken from the output when it is packed.
///
/// @param notes what was read, a sentence each
public record Serving(RuleSources sources, List<String> notes) {

  private static final int LARGEST = 8 << 20;

  public Serving {
    notes = List.copyOf(notes);
  }

  /// Returns what the root of `tree` says.
  ///
  /// @throws DeploymentFailure if `slipway.toml` is malformed, or a file is larger than any that is
  ///   read
  public static Serving read(SourceTree tree) {
    var sources = RuleSources.NONE;
    var notes = new ArrayList<String>();
    var settings = ServeSettings.read(tree);
    if (settings.isPresent()) {
      sources = sources.withPaths(settings.get().paths());
      sources = sources.withDialect(settings.get().dialect().orElse(sources.dialect()));
      notes.add("Read %s: %s.".formatted(ServeSettings.FILE, said(settings.get())));
    }
    var netlify = file(tree, "netlify.toml");
    if (netlify.isPresent()) {
      sources = sources.withNetlify(netlify.get());
    }
    var vercel = file(tree, "vercel.json");
    if (vercel.isPresent()) {
      sources = sources.withVercel(vercel.get());
    }
    return new Serving(sources, notes);
  }

  private static Optional<RuleFile> file(SourceTree tree, String name) {
    return tree.read(name, LARGEST).map(bytes -> new RuleFile(name, new String(bytes, UTF_8)));
  }

  private static String said(ServeSettings settings) {
    var said = new ArrayList<String>();
    settings.dialect().ifPresent(dialect -> said.add("dialect " + word(dialect)));
    settings.paths().slash().ifPresent(slash -> said.add("trailing slash " + word(slash)));
    settings.paths().clean().ifPresent(clean -> said.add("clean URLs " + (clean ? "on" : "off")));
    return said.isEmpty() ? "nothing about serving" : String.join(", ", said);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
