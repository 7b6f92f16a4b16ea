package dev.slipway.artifact.rules.cloudflare;

import dev.slipway.artifact.rules.Stage;
import dev.slipway.artifact.rules.model.RedirectRule;
import dev.slipway.artifact.rules.source.RuleFault;
import dev.slipway.artifact.rules.source.RuleFile;
import dev.slipway.artifact.rules.source.RuleNotes;
import dev.slipway.artifact.rules.source.TargetText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads `_redirects`: lines of `from to [status]`. Rules win over files, and are tried in order;
/// that Cloudflare tries rules without placeholders first shows only where they come first anyway.
public final class CloudflareRedirects {

  private static final String USUAL_STATUS = "302";
  private static final Set<String> STATUSES = Set.of("200", "301", "302", "303", "307", "308");
  private static final Pattern EVERYTHING = Pattern.compile(".*/\\*?");
  private static final Pattern INDEX = Pattern.compile(".*/index(\\.html)?");

  private CloudflareRedirects() {}

  /// Returns the rules of `file` in order.
  public static List<RedirectRule> read(RuleFile file, RuleNotes notes) {
    var rules = new ArrayList<RedirectRule>();
    var seen = new HashSet<String>();
    for (var line : file.lines(notes)) {
      notes.noting(line.origin(), () -> rules.add(rule(line, seen)));
    }
    return rules;
  }

  private static RedirectRule rule(RuleFile.Line line, Set<String> seen) {
    var words = line.words(2);
    if (words.size() < 2 || words.size() > 3) {
      throw new RuleFault(
          "There are %d words; a rule is `from to` or `from to status`.".formatted(words.size()));
    }
    var from = from(words.getFirst());
    var status = words.size() == 3 ? words.get(2) : USUAL_STATUS;
    if (!STATUSES.contains(status)) {
      throw new RuleFault(
          "There is no status `%s`; allowed are 200, 301, 302, 303, 307 and 308."
              .formatted(status));
    }
    var to = words.get(1);
    if (EVERYTHING.matcher(from).matches()
        && INDEX.matcher(to).matches()
        && !TargetText.isUrl(to)) {
      throw new RuleFault(
          "It would send visitors in a circle, as `/index.html` is shown at `/`; for a single-page app "
              + "leave out 404.html instead.");
    }
    var path = CloudflarePath.read(from);
    var names = new HashMap<String, String>();
    path.names().forEach(name -> names.put(name, name));
    var rule =
        new RedirectRule(
            line.origin(),
            Stage.BEFORE_FILES,
            path.pattern(),
            List.of(),
            TargetText.read(secure(to), Map.copyOf(names), Integer.parseInt(status)),
            Integer.parseInt(status));
    if (!seen.add(from)) {
      throw new RuleFault("There is a rule for this path above, and the first one counts.");
    }
    return rule;
  }

  private static String from(String text) {
    if (TargetText.isUrl(text)) {
      throw new RuleFault("Only a path can be redirected, not a host; it begins with a slash.");
    }
    var path = text.startsWith("/") ? text : "/" + text;
    return path.replaceFirst("[?#].*", "");
  }

  private static String secure(String to) {
    if (to.regionMatches(true, 0, "http://", 0, "http://".length())) {
      throw new RuleFault("A target begins with a slash, or with https://.");
    }
    return to;
  }
}
