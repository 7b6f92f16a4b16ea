package dev.slipway.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// A secret that is looked for wherever it must not be, in each form that it may have taken.
record Canary(String value) {

  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  /// Returns the forms of it that are looked for.
  Set<String> forms() {
    var bytes = value.getBytes(UTF_8);
    return new HashSet<>(
        List.of(
            new String(bytes, ISO_8859_1),
            new String(bytes, UTF_8),
            Base64.getEncoder().withoutPadding().encodeToString(bytes),
            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
            URLEncoder.encode(value, UTF_8),
            URLEncoder.encode(value, UTF_8).replace("+", "%20"),
            HexFormat.of().formatHex(bytes)));
  }

  /// Returns whether `text` has it in any form.
  boolean isIn(String text) {
    return forms().stream().anyMatch(text::contains);
  }

  /// Returns the files below `folder` that have it, and of archives the entries, compressed ones
  /// too; without those whose path begins with one of `expected`.
  List<String> filesWithIt(Path folder, List<String> expected) throws IOException {
    var found = new ArrayList<String>();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var path = folder.relativize(file).toString();
        if (expected.stream().noneMatch(path::startsWith)) {
          look(file, path, found);
        }
      }
    }
    return found;
  }

  private void look(Path file, String path, List<String> found) throws IOException {
    if (isIn(Files.readString(file, ISO_8859_1))) {
      found.add(path);
    }
    if (path.endsWith(".tar")) {
      try (var in = new BufferedInputStream(Files.newInputStream(file));
          var tar = new TarArchiveInputStream(in)) {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
          var bytes = tar.readAllBytes();
          if (isGzip(bytes) && isIn(new String(unpacked(bytes), ISO_8859_1))) {
            found.add(path + ": " + entry.getName());
          }
        }
      }
    }
  }

  private static boolean isGzip(byte[] bytes) {
    return bytes.length > 1 && (bytes[0] & 0xff) == GZIP_FIRST && (bytes[1] & 0xff) == GZIP_SECOND;
  }

  private static byte[] unpacked(byte[] bytes) {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
