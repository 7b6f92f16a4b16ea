package dev.slipway.runner.checkout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.runner.checkout.git.BareRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.jspecify.annotations.Nullable;

/// A bare repository into which anything can be put, also what Git would not allow.
public final class FixtureRepository implements AutoCloseable {

  static final Instant TIME = Instant.parse("2026-11-01T12:00:00Z");

  private final Path folder;
  private final Repository repository;
  private final ObjectInserter inserter;

  private FixtureRepository(Path folder, Repository repository) {
    this.folder = folder;
    this.repository = repository;
    inserter = repository.newObjectInserter();
  }

  public static FixtureRepository in(Path folder) throws IOException {
    return new FixtureRepository(folder, BareRepository.create(folder));
  }

  public RepositoryUrl url() {
    return RepositoryUrl.parse(folder.toString()).orElseThrow();
  }

  public ObjectId blob(String content) throws IOException {
    return inserter.insert(Constants.OBJ_BLOB, content.getBytes(UTF_8));
  }

  public ObjectId blob(byte[] content) throws IOException {
    return inserter.insert(Constants.OBJ_BLOB, content);
  }

  /// Adds a tree of exactly one entry, whatever its name is.
  public ObjectId tree(String name, FileMode mode, ObjectId id) throws IOException {
    return tree(name.getBytes(UTF_8), mode, id);
  }

  public ObjectId tree(byte[] name, FileMode mode, ObjectId id) throws IOException {
    var tree = new TreeFormatter();
    tree.append(name, mode, id);
    return tree(tree);
  }

  public ObjectId tree(TreeFormatter tree) throws IOException {
    return inserter.insert(tree);
  }

  /// Adds the tree of `files`, by path.
  public ObjectId tree(Map<String, String> files) throws IOException {
    var blobs = new TreeMap<String, ObjectId>();
    for (var file : files.entrySet()) {
      blobs.put(file.getKey(), blob(file.getValue()));
    }
    return treeOf(blobs);
  }

  /// Adds the tree of files that are there, by path.
  public ObjectId treeOf(SortedMap<String, ObjectId> blobs) throws IOException {
    var index = DirCache.newInCore();
    var builder = index.builder();
    for (var blob : blobs.entrySet()) {
      var entry = new DirCacheEntry(blob.getKey());
      entry.setFileMode(FileMode.REGULAR_FILE);
      entry.setObjectId(blob.getValue());
      builder.add(entry);
    }
    builder.finish();
    return index.writeTree(inserter);
  }

  /// Commits `files` to `branch`, on top of what is there.
  public CommitSha commit(String branch, Map<String, String> files) throws IOException {
    return commit(branch, tree(files), repository.resolve(Constants.R_HEADS + branch));
  }

  public CommitSha commit(String branch, ObjectId tree) throws IOException {
    return commit(branch, tree, null);
  }

  private CommitSha commit(String branch, ObjectId tree, @Nullable ObjectId parent)
      throws IOException {
    var person = new PersonIdent("Ada", "ada@example.com", TIME, ZoneOffset.UTC);
    var commit = new CommitBuilder();
    commit.setTreeId(tree);
    if (parent != null) {
      commit.setParentId(parent);
    }
    commit.setAuthor(person);
    commit.setCommitter(person);
    commit.setMessage("Change something\n\nat length\n");
    var id = inserter.insert(commit);
    inserter.flush();
    point(Constants.R_HEADS + branch, id);
    return new CommitSha(id.name());
  }

  void point(String ref, ObjectId id) throws IOException {
    var update = repository.updateRef(ref);
    update.setNewObjectId(id);
    update.forceUpdate();
  }

  @Override
  public void close() {
    inserter.close();
    repository.close();
  }
}
