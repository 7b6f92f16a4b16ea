package dev.slipway.receiver;

import dev.slipway.receiver.access.BearerTokens;
import dev.slipway.receiver.access.Owned;
import dev.slipway.receiver.api.Api;
import dev.slipway.receiver.body.Bodies;
import dev.slipway.receiver.dashboard.Dashboard;
import dev.slipway.receiver.download.Downloads;
import dev.slipway.receiver.guard.Guarding;
import dev.slipway.receiver.hook.GitHubHook;
import dev.slipway.receiver.log.LogStream;
import dev.slipway.receiver.log.LogText;
import dev.slipway.receiver.redeploy.Decisions;
import dev.slipway.receiver.redeploy.Redeployments;
import dev.slipway.receiver.rollback.Rollbacks;
import dev.slipway.receiver.variable.ProjectVariables;
import dev.slipway.serving.explain.Explainer;
import java.time.Duration;

/// What the parts of a [Receiver] share, and how each of them is made of it.
record Wiring(
    ReceiverParts ports,
    Bodies bodies,
    BearerTokens tokens,
    Owned owned,
    Decisions decisions,
    Redeployments redeployments,
    Rollbacks rollbacks,
    Guarding guarding,
    ProjectVariables variables,
    Explainer explainer,
    Downloads downloads,
    LogText logText,
    LogStream logStream) {

  static Wiring of(ReceiverParts ports, Duration heartbeat) {
    return new Wiring(
        ports,
        new Bodies(),
        new BearerTokens(ports.tokens()),
        new Owned(ports.projects(), ports.deployments()),
        new Decisions(ports.deployments(), ports.domain()),
        new Redeployments(ports.intake(), ports.deployments(), ports.doorbell()),
        new Rollbacks(ports.deployments(), ports.aliases(), ports.routes(), ports.routeChanges()),
        new Guarding(
            new Guarding.Parts(
                ports.access(),
                ports.routes(),
                ports.routeChanges(),
                ports.domain(),
                ports.clock(),
                ports.random())),
        new ProjectVariables(ports.variables()),
        new Explainer(ports.domain(), ports.routes(), ports.artifacts(), ports.clock()),
        new Downloads(ports.downloads()),
        new LogText(ports.logs()),
        new LogStream(ports.logs(), ports.deployments(), ports.domain(), heartbeat));
  }

  GitHubHook hook() {
    return new GitHubHook(
        new GitHubHook.Parts(
            ports.projects(),
            ports.intake(),
            ports.doorbell(),
            ports.routeChanges(),
            decisions,
            bodies,
            ports.clock()),
        ports.random());
  }

  Api api() {
    return new Api(
        new Api.Parts(
            ports.projects(),
            ports.accounts(),
            ports.jobs(),
            ports.doorbell(),
            tokens,
            owned,
            redeployments,
            rollbacks,
            guarding,
            variables,
            explainer,
            downloads,
            ports.artifacts(),
            ports.caches(),
            decisions,
            logText,
            logStream,
            bodies,
            ports.keeping(),
            ports.domain(),
            ports.clock(),
            ports.random()));
  }

  Dashboard dashboard() {
    return new Dashboard(
        new Dashboard.Parts(
            tokens,
            owned,
            redeployments,
            rollbacks,
            guarding,
            downloads,
            variables,
            ports.keeping(),
            ports.jobs(),
            logText,
            logStream,
            bodies,
            ports.domain(),
            ports.clock(),
            ports.random()));
  }
}
