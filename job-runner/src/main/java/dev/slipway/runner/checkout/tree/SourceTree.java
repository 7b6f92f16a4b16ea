package dev.slipway.runner.checkout.tree;

import dev.slipway.core.deployment.Commit;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The files of one commit, checked against the rules and limits.
///
/// Paths are relative to the root, which is the empty path, with `/` between their segments. Links
/// are never followed. Not thread-safe.
public interface SourceTree extends AutoCloseable {

  Commit commit();

  Instant committedAt();

  /// Returns the id of the commit's Git tree: the same for the same files.
  String treeId();

  /// Returns the bytes of the regular file `path`, or empty if there is none.
  ///
  /// @throws dev.slipway.core.deployment.DeploymentFailure if it has more than `limit` bytes
  Optional<byte[]> read(String path, int limit);

  boolean isFile(String path);

  boolean isFolder(String path);

  /// Returns the names in `folder`, sorted; none if there is no such folder.
  List<String> names(String folder);

  /// Writes the whole tree as a tar, sorted by path, every time the commit's: the same bytes for
  /// the same commit. Leaves `out` open.
  void writeTar(OutputStream out, TarOwner owner) throws InterruptedException;

  /// Returns the same commit with nothing in it but `folder` and `files`, whose id is that of a Git
  /// tree with just these. It can be used as long as this is open, and need not be closed.
  SourceTree part(String folder, Set<String> files);

  /// Returns what a user should know about the tree, a sentence each.
  List<String> notes();

  @Override
  void close();
}
