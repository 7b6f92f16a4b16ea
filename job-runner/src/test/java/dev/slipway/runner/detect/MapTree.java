package dev.slipway.runner.detect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.runner.checkout.tree.SourceTree;
import dev.slipway.runner.checkout.tree.TarOwner;
import java.io.OutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A source tree in memory.
public final class MapTree implements SourceTree {

  private final TreeMap<String, String> files = new TreeMap<>();
  private final Map<String, byte[]> bytes = new HashMap<>();

  public MapTree with(String path, String content) {
    files.put(path, content);
    return this;
  }

  /// Adds empty files.
  public MapTree withFiles(String... paths) {
    for (String path : paths) {
      files.put(path, "");
    }
    return this;
  }

  /// Adds a file that need not be text.
  public MapTree withBytes(String path, byte[] content) {
    bytes.put(path, content);
    files.put(path, "");
    return this;
  }

  @Override
  public Commit commit() {
    return new Commit(new CommitSha("0".repeat(40)), "", "");
  }

  @Override
  public Instant committedAt() {
    return Instant.EPOCH;
  }

  @Override
  public String treeId() {
    return "0".repeat(40);
  }

  @Override
  public Optional<byte[]> read(String path, int limit) {
    return Optional.ofNullable(files.get(path))
        .map(text -> {
          if (text.length() > limit) {
            throw new DeploymentFailure("file-too-large", path, "");
          }
          return bytes.getOrDefault(path, text.getBytes(UTF_8));
        });
  }

  @Override
  public boolean isFile(String path) {
    return files.containsKey(path);
  }

  @Override
  public boolean isFolder(String path) {
    return path.isEmpty() || files.keySet().stream().anyMatch(file -> file.startsWith(path + "/"));
  }

  @Override
  public List<String> names(String folder) {
    var begin = folder.isEmpty() ? "" : folder + "/";
    return files.keySet().stream()
        .filter(path -> path.startsWith(begin))
        .map(path -> path.substring(begin.length()))
        .map(path -> path.substring(0, path.indexOf('/') < 0 ? path.length() : path.indexOf('/')))
        .distinct()
        .toList();
  }

  @Override
  public void writeTar(OutputStream out, TarOwner owner) {
    throw new UnsupportedOperationException("the detector reads single files");
  }

  @Override
  public SourceTree part(String folder, Set<String> paths) {
    var part = new MapTree();
    files.forEach((path, content) -> {
      if (path.startsWith(folder + "/") || paths.contains(path)) {
        part.with(path, content);
      }
    });
    return part;
  }

  @Override
  public List<String> notes() {
    return List.of();
  }

  @Override
  public void close() {}
}
