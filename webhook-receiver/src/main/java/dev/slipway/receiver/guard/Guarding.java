package dev.slipway.receiver.guard;

import dev.slipway.core.access.Access;
import dev.slipway.core.access.AccessChange;
import dev.slipway.core.access.AccessSettings;
import dev.slipway.core.access.BypassToken;
import dev.slipway.core.access.PasswordHash;
import dev.slipway.core.access.ProjectAccess;
import dev.slipway.core.alias.Domain;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.alias.RouteChanges;
import dev.slipway.core.alias.Routes;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.project.Project;
import dev.slipway.core.secret.Secret;
import dev.slipway.receiver.problem.Problem;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/// The door for people who decide who may see a project's hosts. Whatever they settle is announced,
/// so that it holds everywhere within a second.
public final class Guarding {

  private static final System.Logger LOGGER = System.getLogger(Guarding.class.getName());

  private static final int SHORTEST_PASSWORD = 8;
  private static final int LONGEST_PASSWORD = 200;
  private static final int MOST_BYPASSES = 20;
  private static final Pattern LABEL = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  private final Parts parts;

  /// What it works with.
  public record Parts(
      ProjectAccess access,
      Routes routes,
      RouteChanges changes,
      Domain domain,
      Clock clock,
      SecureRandom random) {}

  public Guarding(Parts parts) {
    this.parts = parts;
  }

  /// Returns what `project` has settled.
  public AccessSettings settings(Project project) {
    return parts.access().of(project.id());
  }

  /// Returns the change to `text` as the password, after a good part of a second.
  public AccessChange.Password password(String text) {
    if (text.length() < SHORTEST_PASSWORD || text.length() > LONGEST_PASSWORD) {
      throw Problem.notAllowed(
              "password",
              "Must have %d to %d characters.".formatted(SHORTEST_PASSWORD, LONGEST_PASSWORD))
          .exception();
    }
    return new AccessChange.Password.Set(PasswordHash.of(new Secret(text), parts.random()));
  }

  /// Makes `change` to what `project` has settled, and returns what that is then.
  public AccessSettings change(Project project, AccessChange change) {
    parts.access().change(project.id(), change);
    parts.changes().changed(project.id());
    var settings = settings(project);
    LOGGER.log(
        Level.INFO,
        "Guarded project={0} production={1} preview={2} password={3}",
        project.name(),
        settings.guards().production(),
        settings.guards().preview(),
        settings.password());
    return settings;
  }

  /// Adds a bypass token to `project`, to be known as `label`, and returns it: it is never to be
  /// seen again.
  public BypassToken addBypass(Project project, String label) {
    if (!LABEL.matcher(label).matches()) {
      throw Problem.notAllowed(
              "label", "Must be 1 to 40 of a to z, 0 to 9 and hyphens, such as ci.")
          .exception();
    }
    if (settings(project).bypasses().size() >= MOST_BYPASSES) {
      throw Problem.conflict(
              "too-many", "The project has %d bypass tokens; remove one.".formatted(MOST_BYPASSES))
          .exception();
    }
    var token = BypassToken.random(parts.random());
    if (!parts.access().addBypass(project.id(), label, token)) {
      throw Problem.conflict("label-taken", "There is a bypass token " + label + " already.")
          .at("label")
          .exception();
    }
    parts.changes().changed(project.id());
    LOGGER.log(Level.INFO, "Added bypass project={0} label={1}", project.name(), label);
    return token;
  }

  /// Removes the bypass token called `label` from `project`.
  public void removeBypass(Project project, String label) {
    if (!parts.access().removeBypass(project.id(), label)) {
      throw Problem.notFound("There is no such bypass token.").at("label").exception();
    }
    parts.changes().changed(project.id());
    LOGGER.log(Level.INFO, "Removed bypass project={0} label={1}", project.name(), label);
  }

  /// Ends every share link of `project` that there is.
  public void endShares(Project project) {
    parts.access().renewSharingKey(project.id());
    parts.changes().changed(project.id());
    LOGGER.log(Level.INFO, "Ended share links project={0}", project.name());
  }

  /// Tells whether the host of `deployment` is guarded.
  public boolean isGuarded(Deployment deployment) {
    var guards = parts.access().of(deployment.project()).guards();
    return guards.guard(false, deployment.environment());
  }

  /// Returns a link that opens the host of `deployment` for `lifetime`.
  public Share share(Project project, Deployment deployment, Duration lifetime) {
    return share(project, new HostLabel(deployment.shortId().value()), lifetime);
  }

  /// Returns a link that opens the host `label` of `project` for `lifetime`.
  public Share share(Project project, HostLabel label, Duration lifetime) {
    if (access(project, label) instanceof Access.Open) {
      throw Problem.conflict(
              "not-guarded",
              "Everybody may see %s: its address is enough.".formatted(parts.domain().of(label)))
          .exception();
    }
    var expiresAt = parts.clock().instant().plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
    var token = parts.access().sharingKey(project.id()).sign(label.value(), expiresAt);
    LOGGER.log(
        Level.INFO, "Shared project={0} host={1} until={2}", project.name(), label, expiresAt);
    var url = URI.create(parts.domain().of(label) + "?slipway_share=" + token.text());
    return new Share(url, expiresAt);
  }

  private Access access(Project project, HostLabel label) {
    Optional<Access> access =
        switch (parts.routes().resolve(label)) {
          case Route.Ready ready when isOf(project, ready.deployment()) ->
              Optional.of(ready.access());
          case Route.App app when isOf(project, app.deployment()) -> Optional.of(app.access());
          case Route.NotReady notReady when isOf(project, notReady.deployment()) ->
              Optional.of(notReady.access());
          case Route.Ready _, Route.App _, Route.NotReady _, Route.Empty _, Route.Unknown _ ->
              Optional.empty();
        };
    return access.orElseThrow(() ->
        Problem.notFound(
                "There is no host %s of this project that shows anything.".formatted(label))
            .at("host")
            .exception());
  }

  private static boolean isOf(Project project, Deployment deployment) {
    return deployment.project().equals(project.id());
  }
}
