package dev.slipway.core.deployment;

import java.util.Locale;

/// How far a deployment is: `queued → building → deploying → ready`, or one of the other ends.
public enum DeploymentState {
  /// Its job waits for a runner.
  QUEUED,
  /// A runner checks out and builds.
  BUILDING,
  /// The build is done; its output is packed, stored and published.
  DEPLOYING,
  /// Published. From now on nothing of it changes.
  READY,
  /// It came to nothing; its reason says why.
  FAILED,
  /// A person stopped it.
  CANCELED,
  /// A newer push to the same branch made it obsolete before it was done.
  SUPERSEDED;

  /// Tells whether a deployment stays in this state.
  public boolean isFinal() {
    return switch (this) {
      case QUEUED, BUILDING, DEPLOYING -> false;
      case READY, FAILED, CANCELED, SUPERSEDED -> true;
    };
  }

  /// Tells whether a deployment in this state may get into `next`.
  ///
  /// Back to [#QUEUED] goes what lost its runner.
  public boolean mayBecome(DeploymentState next) {
    return switch (this) {
      case QUEUED -> next == BUILDING || next == FAILED || next == CANCELED || next == SUPERSEDED;
      case BUILDING -> next != READY && next != BUILDING;
      case DEPLOYING -> next != BUILDING && next != DEPLOYING;
      case READY, FAILED, CANCELED, SUPERSEDED -> false;
    };
  }

  /// Returns the state as the API and the database spell it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Returns the state that [#word()] spells as `word`.
  ///
  /// @throws IllegalArgumentException if there is none
  public static DeploymentState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
