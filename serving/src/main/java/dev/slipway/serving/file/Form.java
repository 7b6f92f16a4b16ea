package dev.slipway.serving.file;

import dev.slipway.artifact.Encoding;
import dev.slipway.artifact.Extent;
import dev.slipway.artifact.ManifestFile;
import dev.slipway.artifact.StoredFile;
import java.util.Optional;

/// One form of a file as it is stored: plain, or in one of the encodings.
///
/// @param encoding the value of `Content-Encoding`; empty for the plain form
/// @param tag its strong entity tag, with its quotes
record Form(ManifestFile file, Extent extent, Optional<String> encoding, String tag) {

  private static final int TAG_DIGITS = 32;

  /// Returns the plain form of `stored`.
  static Form plain(StoredFile stored) {
    return new Form(stored.file(), stored.plain(), Optional.empty(), tag(stored.file(), ""));
  }

  /// Returns the form of `stored` that `accepted` likes best, or empty if it refuses all.
  static Optional<Form> best(StoredFile stored, AcceptedEncodings accepted) {
    return switch (accepted.choose(stored.encoded().keySet())) {
      case AcceptedEncodings.Choice.Plain _ -> Optional.of(plain(stored));
      case AcceptedEncodings.Choice.Encoded(var encoding) ->
          Optional.ofNullable(stored.encoded().get(encoding))
              .map(extent -> encoded(stored.file(), encoding, extent));
      case AcceptedEncodings.Choice.Nothing _ -> Optional.empty();
    };
  }

  private static Form encoded(ManifestFile file, Encoding encoding, Extent extent) {
    var token = encoding.token();
    return new Form(file, extent, Optional.of(token), tag(file, "-" + token));
  }

  private static String tag(ManifestFile file, String suffix) {
    return '"' + file.sha256().substring(0, TAG_DIGITS) + suffix + '"';
  }
}
