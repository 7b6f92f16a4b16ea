package dev.slipway.artifact.rules;

import java.util.List;
import java.util.Optional;

/// The rules of one site, ready to be matched. Thread-safe.
public interface Rules {

  /// Those of a site that has none.
  Rules NONE = new NoRules();

  /// Returns what the first rule of `stage` asks for that matches `visit`; empty if none does.
  Optional<Redirection> redirection(Visit visit, Stage stage);

  /// Returns what changes in the header of an answer to `visit`, to be done in this order.
  List<HeaderChange> headers(Visit visit);

  /// Returns who alone may see what `visit` asks for; empty for everybody.
  Optional<BasicAuth> basicAuth(Visit visit);

  /// Returns how paths are spelled.
  PathStyle paths();
}
