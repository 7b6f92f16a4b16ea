package dev.slipway.cli.command;

import dev.slipway.core.deployment.Commit;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.ProjectName;
import dev.slipway.core.project.RepositoryUrl;

/// What `slipway try` deploys: a commit of a repository.
///
/// @param title what it is, for people
/// @param needsContainer whether it is known to need a build
record Target(
    String title,
    ProjectName project,
    RepositoryUrl repository,
    BranchName branch,
    Commit commit,
    boolean needsContainer) {}
