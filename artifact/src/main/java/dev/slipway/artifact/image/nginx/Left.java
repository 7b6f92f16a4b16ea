package dev.slipway.artifact.image.nginx;

import dev.slipway.artifact.rules.Origin;
import java.util.ArrayList;
import java.util.List;

/// What a site asks for and its image does not do, as sentences for people. Not thread-safe.
final class Left {

  private static final int MOST = 50;
  private static final int LONGEST = 300;

  private final List<String> notes = new ArrayList<>();
  private int more;

  /// Notes that the rule at `origin` is left out, because of `why`.
  void out(Origin origin, String why) {
    say(origin + ": " + why);
  }

  void say(String what) {
    if (notes.size() < MOST) {
      var said = what.length() <= LONGEST ? what : what.substring(0, LONGEST) + "…";
      notes.add("The image does not do " + said + ".");
    } else {
      more++;
    }
  }

  List<String> notes() {
    var all = new ArrayList<>(notes);
    if (more > 0) {
      all.add("The image does not do " + more + " more of what the site's rules ask for.");
    }
    return List.copyOf(all);
  }
}
