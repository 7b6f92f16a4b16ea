package dev.slipway.artifact.rules.vercel;

import dev.slipway.artifact.rules.model.HeaderRule;
import dev.slipway.artifact.rules.model.RedirectRule;
import dev.slipway.artifact.rules.source.PathWishes;
import dev.slipway.artifact.rules.source.RuleNote;
import java.util.List;

/// What a `vercel.json` says about serving.
///
/// @param redirects redirects, then rewrites
/// @param notes what of it does not count, by line
public record VercelRules(
    List<RedirectRule> redirects,
    List<HeaderRule> headers,
    PathWishes paths,
    List<RuleNote> notes) {

  public VercelRules {
    redirects = List.copyOf(redirects);
    headers = List.copyOf(headers);
    notes = List.copyOf(notes);
  }
}
