package dev.slipway.artifact.rules.compile;

import dev.slipway.artifact.rules.model.SiteRules;
import dev.slipway.artifact.rules.source.RuleNote;
import java.util.List;

/// A site's rules, and what in its files does not count.
///
/// @param notes in the order of the files and their lines
public record CompiledRules(SiteRules rules, List<RuleNote> notes) {

  public CompiledRules {
    notes = List.copyOf(notes);
  }
}
