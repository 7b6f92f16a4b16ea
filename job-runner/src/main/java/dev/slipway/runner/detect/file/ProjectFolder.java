package dev.slipway.runner.detect.file;

import dev.slipway.runner.checkout.tree.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// A folder of a commit, seen by those who decide by its files. Names are relative to it.
///
/// @param path where it is in the commit; empty for the root
public record ProjectFolder(SourceTree tree, String path) {

  private static final int LARGEST = 1 << 20;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /// Returns the root of `tree`.
  public static ProjectFolder root(SourceTree tree) {
    return new ProjectFolder(tree, "");
  }

  /// Returns the folder `name` of the same commit.
  public ProjectFolder in(String name) {
    return new ProjectFolder(tree, at(name));
  }

  /// Returns where `name` is in the commit.
  public String at(String name) {
    if (path.isEmpty() || name.isEmpty()) {
      return path + name;
    }
    return path + "/" + name;
  }

  public boolean isFile(String name) {
    return tree.isFile(at(name));
  }

  public boolean isFolder(String name) {
    return tree.isFolder(at(name));
  }

  /// Returns the names in it, sorted.
  public List<String> names() {
    return tree.names(path);
  }

  /// Returns the first of `names` that is a file.
  public Optional<String> first(List<String> names) {
    return names.stream().filter(this::isFile).findFirst();
  }

  /// Returns the bytes of the file `name`.
  ///
  /// @throws dev.slipway.core.deployment.DeploymentFailure if it has more than `limit`
  public Optional<byte[]> bytes(String name, int limit) {
    return tree.read(at(name), limit);
  }

  /// Returns the text of the file `name`, in which what is not UTF-8 is replaced.
  ///
  /// @throws dev.slipway.core.deployment.DeploymentFailure if it is larger than any such file
  public Optional<String> text(String name) {
    return text(name, LARGEST);
  }

  /// Returns the text of the file `name`, in which what is not UTF-8 is replaced.
  ///
  /// @throws dev.slipway.core.deployment.DeploymentFailure if it has more than `limit` bytes
  public Optional<String> text(String name, int limit) {
    return bytes(name, limit).map(bytes -> withoutMark(new String(bytes, StandardCharsets.UTF_8)));
  }

  private static String withoutMark(String text) {
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }
}
