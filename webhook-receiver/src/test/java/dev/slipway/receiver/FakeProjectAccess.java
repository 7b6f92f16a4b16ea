package dev.slipway.receiver;

import dev.slipway.core.access.Access;
import dev.slipway.core.access.AccessChange;
import dev.slipway.core.access.AccessSettings;
import dev.slipway.core.access.BypassToken;
import dev.slipway.core.access.Guards;
import dev.slipway.core.access.PasswordHash;
import dev.slipway.core.access.ProjectAccess;
import dev.slipway.core.access.SharingKey;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.project.ProjectId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// What projects have settled about access, in memory.
public final class FakeProjectAccess implements ProjectAccess {

  static final Instant ADDED_AT = Instant.parse("2026-11-22T12:00:00Z");

  private final Map<ProjectId, Guards> guards = new ConcurrentHashMap<>();
  private final Map<ProjectId, PasswordHash> passwords = new ConcurrentHashMap<>();
  private final Map<ProjectId, Map<String, String>> bypasses = new ConcurrentHashMap<>();
  private final Map<ProjectId, SharingKey> keys = new ConcurrentHashMap<>();

  /// Returns who may see a host that shows `deployment`.
  Access access(Deployment deployment, boolean own) {
    var project = deployment.project();
    return guards.getOrDefault(project, Guards.NONE).guard(own, deployment.environment())
        ? new Access.Guarded(
            password(project),
            sharingKey(project).publicKey(),
            new HashSet<>(bypasses.getOrDefault(project, Map.of()).values()))
        : new Access.Open();
  }

  Optional<PasswordHash> password(ProjectId project) {
    return Optional.ofNullable(passwords.get(project));
  }

  @Override
  public AccessSettings of(ProjectId project) {
    return new AccessSettings(
        guards.getOrDefault(project, Guards.NONE),
        passwords.containsKey(project),
        bypasses.getOrDefault(project, Map.of()).keySet().stream()
            .map(label -> new AccessSettings.Bypass(label, ADDED_AT))
            .toList());
  }

  @Override
  public void change(ProjectId project, AccessChange change) {
    var now = guards.getOrDefault(project, Guards.NONE);
    guards.put(
        project,
        new Guards(
            change.production().orElse(now.production()), change.preview().orElse(now.preview())));
    change
        .password()
        .ifPresent(password -> {
          switch (password) {
            case AccessChange.Password.Set(var hash) -> passwords.put(project, hash);
            case AccessChange.Password.Removed _ -> passwords.remove(project);
          }
        });
  }

  @Override
  public boolean addBypass(ProjectId project, String label, BypassToken token) {
    var ofProject = bypasses.computeIfAbsent(project, _ -> new TreeMap<>());
    return ofProject.putIfAbsent(label, token.sha256()) == null;
  }

  @Override
  public boolean removeBypass(ProjectId project, String label) {
    return bypasses.getOrDefault(project, Map.of()).remove(label) != null;
  }

  @Override
  public SharingKey sharingKey(ProjectId project) {
    return keys.computeIfAbsent(project, _ -> SharingKey.random());
  }

  @Override
  public void renewSharingKey(ProjectId project) {
    keys.put(project, SharingKey.random());
  }
}
