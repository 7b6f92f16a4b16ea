package dev.slipway.receiver;

import dev.slipway.core.access.ProjectAccess;
import dev.slipway.core.account.Accounts;
import dev.slipway.core.account.ApiTokens;
import dev.slipway.core.alias.Aliases;
import dev.slipway.core.alias.Domain;
import dev.slipway.core.alias.RouteChanges;
import dev.slipway.core.alias.Routes;
import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.core.build.BuildCaches;
import dev.slipway.core.delivery.Intake;
import dev.slipway.core.deployment.Deployments;
import dev.slipway.core.job.Doorbell;
import dev.slipway.core.job.JobControl;
import dev.slipway.core.log.LogStore;
import dev.slipway.core.project.Projects;
import dev.slipway.core.retention.Keeping;
import dev.slipway.core.variable.Variables;
import dev.slipway.receiver.download.DownloadStores;
import java.security.SecureRandom;
import java.time.Clock;

/// What a [Receiver] works with: the ports, the domain it answers for, and the sources of time and
/// chance.
public record ReceiverParts(
    Projects projects,
    ApiTokens tokens,
    Intake intake,
    Deployments deployments,
    JobControl jobs,
    Doorbell doorbell,
    Accounts accounts,
    ProjectAccess access,
    Variables variables,
    Aliases aliases,
    Routes routes,
    RouteChanges routeChanges,
    ArtifactStore artifacts,
    DownloadStores downloads,
    BuildCaches caches,
    LogStore logs,
    Keeping keeping,
    Domain domain,
    Clock clock,
    SecureRandom random) {}
