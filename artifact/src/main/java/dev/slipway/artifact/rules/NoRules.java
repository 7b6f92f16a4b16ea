package dev.slipway.artifact.rules;

import java.util.List;
import java.util.Optional;

/// The rules of a site that has none.
final class NoRules implements Rules {

  @Override
  public Optional<Redirection> redirection(Visit visit, Stage stage) {
    return Optional.empty();
  }

  @Override
  public List<HeaderChange> headers(Visit visit) {
    return List.of();
  }

  @Override
  public Optional<BasicAuth> basicAuth(Visit visit) {
    return Optional.empty();
  }

  @Override
  public PathStyle paths() {
    return PathStyle.USUAL;
  }
}
