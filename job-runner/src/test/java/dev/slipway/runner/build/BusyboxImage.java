package dev.slipway.runner.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// An image that holds nothing but busybox and the folders that a builder image has, as the archive
/// that an engine loads.
final class BusyboxImage {

  private static final int PROGRAM = 0755;
  private static final int SHARED = 01777;
  private static final List<String> COMMANDS =
      List.of(
          "sh",
          "awk",
          "cat",
          "chmod",
          "cp",
          "dd",
          "df",
          "du",
          "env",
          "find",
          "grep",
          "head",
          "id",
          "kill",
          "ls",
          "ln",
          "mkdir",
          "mv",
          "nc",
          "realpath",
          "rm",
          "sed",
          "seq",
          "sleep",
          "stat",
          "tail",
          "timeout",
          "touch",
          "tr",
          "true",
          "wc",
          "yes");

  private BusyboxImage() {}

  static InputStream archive(String name) throws IOException {
    return archive(name, layer());
  }

  /// Returns an image with the same folders, in which there is no program at all.
  static InputStream archiveOfNoProgram(String name) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      folder(tar, "workspace/", SourceTar.OWNER, PROGRAM);
      folder(tar, "cache/", SourceTar.OWNER, PROGRAM);
    }
    return archive(name, bytes.toByteArray());
  }

  private static InputStream archive(String name, byte[] layer) throws IOException {
    var config = config(layer);
    var manifest =
        """
        [{"Config": "config.json", "RepoTags": ["%s"], "Layers": ["layer.tar"]}]
        """
            .formatted(name);
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      file(tar, "layer.tar", layer);
      file(tar, "config.json", config);
      file(tar, "manifest.json", manifest.getBytes(UTF_8));
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  /// Returns the settings of an image that has just `layer`.
  static byte[] config(byte[] layer) {
    return """
    {"architecture": "amd64", "os": "linux", "config": {"Labels": {"dev.slipway.test": "1"}},
     "rootfs": {"type": "layers", "diff_ids": ["sha256:%s"]}}
    """
        .formatted(sha256(layer))
        .getBytes(UTF_8);
  }

  /// Returns its one layer, a tar.
  static byte[] layer() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      for (var folder : List.of("bin/", "etc/", "proc/", "sys/", "dev/")) {
        folder(tar, folder, 0, PROGRAM);
      }
      folder(tar, "tmp/", 0, SHARED);
      folder(tar, "workspace/", SourceTar.OWNER, PROGRAM);
      folder(tar, "cache/", SourceTar.OWNER, PROGRAM);
      file(tar, "etc/passwd", "builder:x:1000:1000::/tmp/home:/bin/sh\n".getBytes(UTF_8));
      file(tar, "bin/busybox", busybox());
      for (var command : COMMANDS) {
        var link = new TarArchiveEntry("bin/" + command, TarConstants.LF_SYMLINK);
        link.setLinkName("busybox");
        tar.putArchiveEntry(link);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] busybox() throws IOException {
    for (var path : List.of("/usr/bin/busybox", "/bin/busybox")) {
      if (Files.exists(Path.of(path))) {
        return Files.readAllBytes(Path.of(path));
      }
    }
    throw new IllegalStateException("this test needs busybox: apt-get install busybox-static");
  }

  private static void folder(TarArchiveOutputStream tar, String name, int owner, int mode)
      throws IOException {
    var entry = new TarArchiveEntry(name);
    entry.setIds(owner, owner);
    entry.setMode(mode);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  private static void file(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    var entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    entry.setMode(PROGRAM);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
