package dev.slipway.runner.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// An index of Python packages as pip reads it (PEP 503), in folders of a repository, with wheels
/// that are made here.
final class PythonIndex {

  /// What a build has to be told to use it and no other.
  static final Map<String, String> SETTINGS = Map.of("PIP_INDEX_URL", "file:///workspace/simple");

  private static final String VERSION = "1.0";

  final Map<String, byte[]> files = new TreeMap<>();

  /// Adds the package `name` of version 1.0, and returns its digest.
  ///
  /// @param text that of its only module, which has its name
  /// @param entryPoints what it offers to others; empty for nothing
  String add(String name, String text, String entryPoints) {
    var about = name + "-" + VERSION + ".dist-info/";
    var wheel =
        zip(
            Map.of(
                name + ".py",
                text,
                about + "METADATA",
                "Metadata-Version: 2.1\nName: %s\nVersion: %s\n".formatted(name, VERSION),
                about + "WHEEL",
                "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
                about + "entry_points.txt",
                entryPoints,
                about + "RECORD",
                ""));
    var file = name + "-" + VERSION + "-py3-none-any.whl";
    var page = "<!DOCTYPE html><a href=\"%s\">%s</a>".formatted(file, file);
    files.put("simple/" + name + "/" + file, wheel);
    files.put("simple/" + name + "/index.html", page.getBytes(UTF_8));
    return digest(wheel);
  }

  private static byte[] zip(Map<String, String> files) {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (var file : new TreeMap<>(files).entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
