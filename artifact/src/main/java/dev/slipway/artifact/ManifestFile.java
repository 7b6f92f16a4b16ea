package dev.slipway.artifact;

import java.util.List;

/// One file of an artifact.
///
/// @param path relative, with `/` between its segments, none of them empty, `.` or `..`
/// @param size the length of its plain form in bytes
/// @param sha256 the digest of its plain form, in hexadecimal
/// @param contentType the value of `Content-Type`, with a charset where it has one
/// @param immutable whether the name changes with the content, so that it may be cached for ever
/// @param variants the precompressed forms that are in the tar too
/// @param links the value of `Link` that its head asks for, if it is a page; empty if there is none
public record ManifestFile(
    String path,
    long size,
    String sha256,
    String contentType,
    boolean immutable,
    List<Variant> variants,
    String links) {

  public ManifestFile {
    variants = List.copyOf(variants);
  }

  /// A file that asks for nothing else.
  public ManifestFile(
      String path,
      long size,
      String sha256,
      String contentType,
      boolean immutable,
      List<Variant> variants) {
    this(path, size, sha256, contentType, immutable, variants, "");
  }
}
