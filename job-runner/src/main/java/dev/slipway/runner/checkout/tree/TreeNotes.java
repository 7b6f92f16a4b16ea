package dev.slipway.runner.checkout.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectReader;

/// Finds what a user should know about a tree that is accepted.
final class TreeNotes {

  private static final int MOST_EXAMPLES = 5;
  private static final int LARGEST_ATTRIBUTES = 64 << 10;
  private static final int LARGEST_POINTER = 1024;
  private static final String POINTER = "version https://git-lfs.github.com/spec/";

  private final ObjectReader reader;
  private final Collection<TreeEntry> entries;
  private final List<String> notes = new ArrayList<>();

  private TreeNotes(ObjectReader reader, Collection<TreeEntry> entries) {
    this.reader = reader;
    this.entries = entries;
  }

  static List<String> of(ObjectReader reader, Collection<TreeEntry> entries) throws IOException {
    var notes = new TreeNotes(reader, entries);
    notes.submodules();
    notes.collisions();
    notes.pointers();
    return List.copyOf(notes.notes);
  }

  private void submodules() {
    var paths =
        entries.stream()
            .filter(entry -> entry.kind() == TreeEntry.Kind.SUBMODULE)
            .map(TreeEntry::path)
            .toList();
    note("Submodules are not fetched; their folders are empty", paths);
  }

  private void collisions() {
    var byFolded = new HashMap<String, String>();
    var collisions = new ArrayList<String>();
    for (TreeEntry entry : entries) {
      var folded = Normalizer.normalize(entry.path().toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
      var other = byFolded.putIfAbsent(folded, entry.path());
      if (other != null) {
        collisions.add(other + " and " + entry.path());
      }
    }
    note("Paths that are one and the same on some computers", collisions);
  }

  private void pointers() throws IOException {
    if (!usesLfs()) {
      return;
    }
    var paths = new ArrayList<String>();
    for (TreeEntry entry : entries) {
      if (entry.isFile() && entry.size() <= LARGEST_POINTER && text(entry).startsWith(POINTER)) {
        paths.add(entry.path());
      }
    }
    note("Git LFS is not supported; these files have only pointers in them", paths);
  }

  private boolean usesLfs() throws IOException {
    for (TreeEntry entry : entries) {
      boolean attributes =
          entry.path().equals(".gitattributes") || entry.path().endsWith("/.gitattributes");
      if (attributes
          && entry.isFile()
          && entry.size() <= LARGEST_ATTRIBUTES
          && text(entry).contains("filter=lfs")) {
        return true;
      }
    }
    return false;
  }

  private String text(TreeEntry entry) throws IOException {
    return new String(
        reader.open(entry.id(), Constants.OBJ_BLOB).getBytes(), StandardCharsets.UTF_8);
  }

  private void note(String what, List<String> examples) {
    if (examples.isEmpty()) {
      return;
    }
    var shown = examples.stream().limit(MOST_EXAMPLES).map(TreeRefusals::shown).toList();
    int others = examples.size() - shown.size();
    notes.add(
        what + ": " + String.join(", ", shown) + (others > 0 ? " and " + others + " more." : "."));
  }
}
