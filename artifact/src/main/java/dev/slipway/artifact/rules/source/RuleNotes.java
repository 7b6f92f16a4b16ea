package dev.slipway.artifact.rules.source;

import dev.slipway.artifact.rules.Origin;
import java.util.ArrayList;
import java.util.List;

/// Collects notes: the first [#MOST] in full, then how many there are. Not thread-safe.
public final class RuleNotes {

  /// How many notes are kept in full.
  public static final int MOST = 200;

  private final List<RuleNote> notes = new ArrayList<>();
  private int more;

  public void add(Origin origin, String why) {
    if (notes.size() < MOST) {
      notes.add(new RuleNote(origin, why));
    } else {
      more++;
    }
  }

  /// Runs `reading`, and notes the fault of the rule at `origin` if it has one.
  public void noting(Origin origin, Runnable reading) {
    try {
      reading.run();
    } catch (RuleFault fault) {
      add(origin, fault.why());
    } catch (IllegalArgumentException e) {
      add(origin, "It cannot be used: " + e.getMessage() + ".");
    }
  }

  /// Returns the notes in the order in which they were added.
  public List<RuleNote> list() {
    if (more == 0) {
      return List.copyOf(notes);
    }
    var all = new ArrayList<>(notes);
    all.add(
        new RuleNote(
            new Origin(notes.getLast().origin().file(), notes.getLast().origin().line(), ""),
            "And %,d more rules, here and below, do not count either.".formatted(more)));
    return all;
  }
}
