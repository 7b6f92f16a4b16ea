package dev.slipway.runner.checkout.tree;

import dev.slipway.core.deployment.Commit;
import dev.slipway.runner.checkout.git.CheckoutException;
import dev.slipway.runner.checkout.git.Commits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/// The tree of a commit in a bare repository of ours.
public final class GitSourceTree implements SourceTree {

  private final Repository repository;
  private final ObjectReader reader;
  private final RevCommit commit;
  private final NavigableMap<String, TreeEntry> entries;
  private final Map<String, String> targets;
  private final List<String> notes;
  private final String id;

  private GitSourceTree(
      Repository repository, ObjectReader reader, ObjectId commit, TreeLimits limits)
      throws IOException {
    this.repository = repository;
    this.reader = reader;
    try (var walk = new RevWalk(repository)) {
      this.commit = walk.parseCommit(commit);
    }
    entries = TreeCensus.take(reader, this.commit.getTree(), limits);
    targets = LinkRules.check(reader, entries);
    notes = TreeNotes.of(reader, entries.values());
    id = this.commit.getTree().name();
  }

  private GitSourceTree(GitSourceTree whole, TreePart part) {
    repository = whole.repository;
    reader = whole.reader;
    commit = whole.commit;
    entries = part.entries();
    targets = whole.targets;
    notes = whole.notes;
    id = part.id().name();
  }

  /// Opens the tree of `commit`, and owns `repository` from then on.
  public static SourceTree open(Repository repository, ObjectId commit, TreeLimits limits)
      throws IOException {
    var reader = repository.newObjectReader();
    try {
      return new GitSourceTree(repository, reader, commit, limits);
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  @Override
  public Commit commit() {
    return Commits.of(commit);
  }

  @Override
  public Instant committedAt() {
    return Instant.ofEpochSecond(Math.max(commit.getCommitTime(), 0));
  }

  @Override
  public String treeId() {
    return id;
  }

  @Override
  public Optional<byte[]> read(String path, int limit) {
    var entry = entries.get(path);
    if (entry == null || !entry.isFile()) {
      return Optional.empty();
    }
    if (entry.size() > limit) {
      throw TreeRefusals.fileTooLarge(path, limit);
    }
    try {
      return Optional.of(reader.open(entry.id(), Constants.OBJ_BLOB).getBytes(limit));
    } catch (IOException e) {
      throw new CheckoutException("could not read " + path + " of commit " + commit.name(), e);
    }
  }

  @Override
  public boolean isFile(String path) {
    var entry = entries.get(path);
    return entry != null && entry.isFile();
  }

  @Override
  public boolean isFolder(String path) {
    var entry = entries.get(path);
    return path.isEmpty() || (entry != null && entry.isFolder());
  }

  @Override
  public List<String> names(String folder) {
    var inside = folder.isEmpty() ? entries : entries.subMap(folder + "/", folder + "0");
    return inside.values().stream()
        .filter(entry -> entry.folder().equals(folder))
        .map(entry -> entry.path().substring(entry.path().lastIndexOf('/') + 1))
        .toList();
  }

  @Override
  public void writeTar(OutputStream out, TarOwner owner) throws InterruptedException {
    try {
      new TarWriter(reader, targets, owner, committedAt()).write(entries.values(), out);
    } catch (ClosedByInterruptException e) {
      Thread.interrupted(); // it is the exception that says so from here on
      throw new InterruptedException("interrupted while handing on commit " + commit.name());
    } catch (IOException e) {
      throw new CheckoutException("could not hand on the files of commit " + commit.name(), e);
    }
  }

  @Override
  public SourceTree part(String folder, Set<String> files) {
    return new GitSourceTree(this, TreePart.of(entries, folder, files));
  }

  @Override
  public List<String> notes() {
    return notes;
  }

  @Override
  public void close() {
    reader.close();
    repository.close();
  }
}
