package dev.slipway.runner.checkout.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectReader;

/// Checks that every symbolic link of a tree stays in it, however many links lie on its way.
///
/// `a/../x` is not `x` where `a` is a link, so targets are walked as a kernel would. A link that
/// points at nothing, or in a circle, does no harm.
final class LinkRules {

  private static final int LONGEST_TARGET = 4095;
  private static final int MOST_LINKS_ON_A_WAY = 40; // as in Linux

  private final Map<String, String> targets = new HashMap<>();

  private LinkRules() {}

  /// Returns the target of each link, by the link's path.
  static Map<String, String> check(ObjectReader reader, Map<String, TreeEntry> entries)
      throws IOException {
    var rules = new LinkRules();
    for (TreeEntry entry : entries.values()) {
      if (entry.kind() == TreeEntry.Kind.LINK) {
        rules.targets.put(entry.path(), target(reader, entry));
      }
    }
    rules.targets.forEach(rules::check);
    return rules.targets;
  }

  private static String target(ObjectReader reader, TreeEntry link) throws IOException {
    try {
      byte[] bytes = reader.open(link.id(), Constants.OBJ_BLOB).getCachedBytes(LONGEST_TARGET);
      var target = new String(bytes, StandardCharsets.UTF_8);
      if (target.isEmpty() || target.indexOf('\0') >= 0) {
        throw TreeRefusals.unsafeLink(link.path(), target, "is no path");
      }
      return target;
    } catch (LargeObjectException e) {
      throw TreeRefusals.unsafeLink(link.path(), "…", "is too long for a path");
    }
  }

  private void check(String path, String target) {
    if (target.startsWith("/")) {
      throw TreeRefusals.unsafeLink(path, target, "is an absolute path");
    }
    if (leaves(path, target)) {
      throw TreeRefusals.unsafeLink(path, target, "is outside the repository");
    }
  }

  private boolean leaves(String path, String target) {
    Deque<String> place = new ArrayDeque<>(segments(path));
    place.removeLast();
    Deque<String> way = new ArrayDeque<>(segments(target));
    int links = 0;
    while (!way.isEmpty()) {
      var step = way.removeFirst();
      if (step.equals("..")) {
        if (place.pollLast() == null) {
          return true;
        }
        continue;
      }
      if (step.isEmpty() || step.equals(".")) {
        continue;
      }
      place.addLast(step);
      var next = targets.get(String.join("/", place));
      if (next != null) {
        if (++links > MOST_LINKS_ON_A_WAY) {
          return false;
        }
        place.removeLast();
        segments(next).reversed().forEach(way::addFirst);
      }
    }
    return false;
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }
}
