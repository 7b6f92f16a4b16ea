package dev.slipway.artifact.type;

/// What a file is served as.
///
/// @param value the value of `Content-Type`
/// @param compressible whether its bytes are worth compressing
public record ContentType(String value, boolean compressible) {

  static final ContentType UNKNOWN = new ContentType("application/octet-stream", false);

  static ContentType of(String type, boolean compressible) {
    var value = type.startsWith("text/") ? type + "; charset=utf-8" : type;
    return new ContentType(value, compressible);
  }
}
