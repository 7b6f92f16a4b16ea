package dev.slipway.core.variable;

import dev.slipway.core.deployment.Deployment;

/// Whether who wrote the code of a deployment may see what the project keeps.
public enum Trust {
  /// It is from the project's own repository: only who may push there can have written it.
  OWN,
  /// It is from anybody, such as the fork behind a pull request. It gets no variable at all, not
  /// even a public one: what is public to whoever sees the project need not be so to strangers.
  FOREIGN;

  /// Returns how far the code of `deployment` is trusted.
  ///
  /// This is the one place that decides it. Every deployment there is was made from a branch of the
  /// project's own repository: neither hooks nor people can ask for any other.
  @SuppressWarnings("unused") // what a deployment will have to be asked once it can be of a fork
  public static Trust of(Deployment deployment) {
    return OWN;
  }
}
