package dev.slipway.serving.explain;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.ArtifactException;
import dev.slipway.core.access.Access;
import dev.slipway.core.alias.Domain;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.alias.Routes;
import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.project.Project;
import dev.slipway.serving.access.Neighbours;
import dev.slipway.serving.access.Passage;
import dev.slipway.serving.file.SiteFiles;
import dev.slipway.serving.file.Terms;
import dev.slipway.serving.host.Hosts;
import dev.slipway.serving.http.Answer;
import dev.slipway.serving.page.Pages;
import dev.slipway.serving.trace.Trace.Topic;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Explains what hosts answer, by answering as they do: from the database's word for what a host
/// shows, and from the artifact itself. Thread-safe.
public final class Explainer {

  private static final String GUARDED =
      "the host is guarded: no cache that serves others may keep it, and no search engine list it";

  private final Domain domain;
  private final Hosts hosts;
  private final Routes routes;
  private final ArtifactStore artifacts;
  private final Clock clock;

  /// Explains the hosts below `domain`.
  public Explainer(Domain domain, Routes routes, ArtifactStore artifacts, Clock clock) {
    this.domain = domain;
    this.hosts = new Hosts(domain, Set.of());
    this.routes = routes;
    this.artifacts = artifacts;
    this.clock = clock;
  }

  /// Returns why `question` gets its answer; empty if its host shows a project that is not one of
  /// `own`.
  public Optional<Explanation> explain(Question question, List<Project> own) {
    var listener = new Listener();
    listener.step(Topic.REQUEST, question::summary);
    var authority = question.authority();
    return switch (hosts.of(authority)) {
      case Hosts.Host.Site(var label) -> site(question, label, own, listener);
      case Hosts.Host.Nobodys _ -> {
        listener.step(
            Topic.HOST,
            () ->
                "%s is below %s, but what is before that is no name that a site can have: one label of a-z, 0-9 and hyphens"
                    .formatted(authority, domain.host()));
        yield explained(question, Pages.unknownHost(authority), listener);
      }
      case Hosts.Host.Control _ -> {
        listener.step(
            Topic.HOST,
            () ->
                "%s is the control host: dashboard, API and hooks, and no site"
                    .formatted(authority));
        yield explained(question, Pages.controlHost(domain.control()), listener);
      }
      case Hosts.Host.Foreign _ -> {
        listener.step(Topic.HOST, () -> "%s is not below %s".formatted(authority, domain.host()));
        yield explained(question, Pages.foreignHost(authority, domain.control()), listener);
      }
    };
  }

  private static Optional<Explanation> explained(
      Question question, Answer answer, Listener listener) {
    return Optional.of(listener.explanation(question.url(), answer));
  }

  private Optional<Explanation> site(
      Question question, HostLabel label, List<Project> own, Listener listener) {
    listener.step(
        Topic.HOST,
        () -> "%s is the label %s below %s".formatted(question.authority(), label, domain.host()));
    return switch (routes.resolve(label)) {
      case Route.Ready ready ->
          owner(ready.deployment(), own)
              .flatMap(project -> {
                tell(label, ready.deployment(), project, listener);
                tell(ready.access(), listener);
                var answer = answer(question, label, ready, listener);
                return explained(question, sent(answer, ready.access(), listener), listener);
              });
      case Route.App(var deployment, var access) -> {
        var page = Pages.app(deployment);
        yield paged(question, label, new Paged(deployment, access, page), own, listener);
      }
      case Route.NotReady(var deployment, var access) -> {
        var page = Pages.notReady(deployment);
        yield paged(question, label, new Paged(deployment, access, page), own, listener);
      }
      case Route.Empty _ ->
          owner(label, own)
              .flatMap(project -> {
                listener.step(
                    Topic.ALIAS,
                    () ->
                        "a host of the project %s, of which nothing is ready to be shown here"
                            .formatted(project.name().value()));
                return explained(question, Pages.nothingYet(), listener);
              });
      case Route.Unknown _ -> {
        listener.step(
            Topic.ALIAS,
            () ->
                "nobody's: there is no deployment with the short id or the id %1$s, no project called %1$s, and no branch with that host"
                    .formatted(label));
        yield explained(question, Pages.unknownHost(question.authority()), listener);
      }
    };
  }

  /// A deployment that is answered for by a page of ours.
  private record Paged(Deployment deployment, Access access, Answer page) {}

  private static Optional<Explanation> paged(
      Question question, HostLabel label, Paged paged, List<Project> own, Listener listener) {
    return owner(paged.deployment(), own)
        .flatMap(project -> {
          tell(label, paged.deployment(), project, listener);
          tell(paged.access(), listener);
          return explained(question, sent(paged.page(), paged.access(), listener), listener);
        });
  }

  private static Optional<Project> owner(Deployment deployment, List<Project> own) {
    return own.stream().filter(project -> project.id().equals(deployment.project())).findFirst();
  }

  private static Optional<Project> owner(HostLabel label, List<Project> own) {
    return own.stream()
        .filter(project ->
            label.value().equals(project.name().value())
                || label.value().endsWith("--" + project.name().value()))
        .findFirst();
  }

  private Answer answer(Question question, HostLabel label, Route.Ready ready, Listener listener) {
    try {
      var tar = artifacts.find(ready.artifact());
      if (tar.isEmpty()) {
        listener.step(
            Topic.DEPLOYMENT,
            () -> "its artifact %s is missing from the store".formatted(ready.artifact()));
        return Pages.unreadable();
      }
      try (var artifact = Artifact.open(tar.get())) {
        var earlier = new EarlierFiles(ready.earlier(), artifacts);
        var files = new SiteFiles(artifact, Terms.of(domain, label, ready), earlier, clock);
        return spared(files.answer(question, listener), listener);
      }
    } catch (ArtifactException e) {
      listener.step(Topic.DEPLOYMENT, () -> "its artifact can't be read: " + e.getMessage());
      return Pages.unreadable();
    }
  }

  private static Answer spared(Answer answer, Listener listener) {
    var spared = Neighbours.spared(answer);
    if (!spared.headers().equals(answer.headers())) {
      listener.step(
          Topic.HOST,
          () ->
              "what its rules say of other hosts' cookies and data is left out: sites have neighbours");
    }
    return spared;
  }

  /// Returns `answer` as it goes to who may see a host with `access`.
  private static Answer sent(Answer answer, Access access, Listener listener) {
    return switch (access) {
      case Access.Open _ -> answer;
      case Access.Guarded _ -> {
        var confined = new Passage.Admitted(Optional.empty()).confined(answer);
        confined
            .headers()
            .forEach((name, value) -> {
              if (!value.equals(answer.headers().get(name))) {
                listener.field(name, GUARDED);
              }
            });
        yield confined;
      }
    };
  }

  private static void tell(
      HostLabel label, Deployment deployment, Project project, Listener listener) {
    listener.step(Topic.ALIAS, () -> kind(label, deployment, project));
    listener.step(Topic.DEPLOYMENT, () -> described(deployment));
  }

  private static String kind(HostLabel label, Deployment deployment, Project project) {
    var name = project.name().value();
    if (label.value().equals(deployment.shortId().value())
        || label.value().equals(deployment.id().toString())) {
      return "one deployment of the project %s, for ever".formatted(name);
    }
    return label.value().equals(name)
        ? "the production host of the project %s".formatted(name)
        : "the host of the branch %s of the project %s"
            .formatted(deployment.branch().value(), name);
  }

  private static String described(Deployment deployment) {
    return "%s is %s, for %s: branch %s, %s%s"
        .formatted(
            deployment.shortId(),
            deployment.state().word(),
            deployment.environment().name().toLowerCase(Locale.ROOT),
            deployment.branch().value(),
            deployment.commit().map(Explainer::described).orElse("commit not known yet"),
            deployment.reason().map(Reason::what).map(what -> ". " + what).orElse(""));
  }

  private static String described(Commit commit) {
    return ("commit " + commit.sha().abbreviated() + " " + commit.message()).strip();
  }

  private static void tell(Access access, Listener listener) {
    listener.step(
        Topic.ACCESS,
        () ->
            switch (access) {
              case Access.Open _ -> "everybody may see it";
              case Access.Guarded guarded ->
                  "guarded: what follows is for who has " + String.join(" or ", keys(guarded));
            });
  }

  private static List<String> keys(Access.Guarded guarded) {
    var keys = new ArrayList<>(List.of("a share link"));
    guarded.password().ifPresent(_ -> keys.add("the password"));
    if (!guarded.bypassSha256().isEmpty()) {
      keys.add("a bypass token");
    }
    return keys;
  }
}
