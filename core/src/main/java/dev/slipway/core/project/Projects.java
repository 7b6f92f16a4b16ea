package dev.slipway.core.project;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.secret.Secret;
import java.util.List;
import java.util.Optional;

/// The projects that exist.
public interface Projects {

  /// Adds `project` with the secret that signs its webhooks.
  ///
  /// @return false, with nothing changed, if its name is taken by a project or any other host label
  boolean add(Project project, Secret hookSecret);

  /// Returns the project called `name`.
  Optional<Project> find(ProjectName name);

  /// Returns the webhook of the project called `name`.
  Optional<Hook> hook(ProjectName name);

  /// Returns the secret that signs the webhooks of `project`, decrypted.
  Secret hookSecret(ProjectId project);

  /// Returns the projects of `account` by name.
  List<Project> of(AccountId account);

  /// Returns the project that `id` names.
  Optional<Project> find(ProjectId id);

  /// Returns what `project` asks of the limits of its builds.
  ProjectLimits limits(ProjectId project);

  /// Sets what `project` asks of the limits of its builds, from the next build on.
  void limit(ProjectId project, ProjectLimits limits);
}
