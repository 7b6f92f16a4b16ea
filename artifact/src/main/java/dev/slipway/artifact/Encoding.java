package dev.slipway.artifact;

import java.util.Arrays;
import java.util.Optional;

/// A content coding in which a file is stored beside its plain bytes (RFC 9110, section 8.4.1).
public enum Encoding {
  BROTLI("br", ".br"),
  ZSTD("zstd", ".zst"),
  GZIP("gzip", ".gz");

  private final String token;
  private final String suffix;

  Encoding(String token, String suffix) {
    this.token = token;
    this.suffix = suffix;
  }

  /// Returns the encoding whose name `token` is, or empty if it is none that is stored.
  public static Optional<Encoding> of(String token) {
    return Arrays.stream(values()).filter(each -> each.token.equals(token)).findFirst();
  }

  /// Returns the name in `Accept-Encoding` and `Content-Encoding`.
  public String token() {
    return token;
  }

  /// Returns what the name of a variant's entry in the tar ends with.
  public String suffix() {
    return suffix;
  }
}
