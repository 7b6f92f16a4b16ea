package dev.slipway.core.project;

import dev.slipway.core.account.AccountId;
import java.time.Instant;

/// One repository and how it is deployed.
///
/// @param production the branch whose newest deployment the project's host shows
public record Project(
    ProjectId id,
    AccountId account,
    ProjectName name,
    RepositoryUrl repository,
    BranchName production,
    Instant createdAt) {

  /// Returns what a deployment of `branch` is for.
  public Environment environmentOf(BranchName branch) {
    return branch.equals(production) ? Environment.PRODUCTION : Environment.PREVIEW;
  }
}
