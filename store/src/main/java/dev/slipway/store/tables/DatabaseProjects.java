package dev.slipway.store.tables;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.project.Hook;
import dev.slipway.core.project.Project;
import dev.slipway.core.project.ProjectId;
import dev.slipway.core.project.ProjectLimits;
import dev.slipway.core.project.ProjectName;
import dev.slipway.core.project.Projects;
import dev.slipway.core.secret.Secret;
import dev.slipway.store.database.Db;
import dev.slipway.store.secret.EncryptionKey;
import java.util.List;
import java.util.Optional;

/// The projects in the database. Their hook secrets are encrypted, each for its own row.
public final class DatabaseProjects implements Projects {

  private final Db db;
  private final EncryptionKey key;

  public DatabaseProjects(Db db, EncryptionKey key) {
    this.db = db;
    this.key = key;
  }

  @Override
  public boolean add(Project project, Secret hookSecret) {
    var encrypted = key.encrypt(hookSecret, purpose(project.id()));
    return db.transactionThatLooksFirst(tx -> {
      if (HostTable.isTaken(tx, HostTable.labelOf(project))) {
        return false;
      }
      ProjectTable.insert(tx, project, encrypted);
      HostTable.addProduction(tx, project);
      return true;
    });
  }

  @Override
  public Optional<Project> find(ProjectName name) {
    return ProjectTable.find(db, name);
  }

  @Override
  public Optional<Hook> hook(ProjectName name) {
    return ProjectTable.sealed(db, name).map(this::hook);
  }

  private Hook hook(ProjectTable.Sealed sealed) {
    var project = sealed.project();
    return new Hook(project, decrypt(project.id(), sealed.encryptedHookSecret()));
  }

  @Override
  public Secret hookSecret(ProjectId project) {
    return decrypt(project, ProjectTable.encryptedHookSecret(db, project));
  }

  private Secret decrypt(ProjectId project, String encryptedHookSecret) {
    return key.decrypt(encryptedHookSecret, purpose(project));
  }

  @Override
  public List<Project> of(AccountId account) {
    return ProjectTable.of(db, account);
  }

  @Override
  public Optional<Project> find(ProjectId id) {
    return ProjectTable.find(db, id);
  }

  @Override
  public ProjectLimits limits(ProjectId project) {
    return ProjectTable.limits(db, project);
  }

  @Override
  public void limit(ProjectId project, ProjectLimits limits) {
    db.transaction(tx -> {
      ProjectTable.limit(tx, project, limits);
      return limits;
    });
  }

  private static String purpose(ProjectId project) {
    return "project/" + project.value() + "/hook_secret";
  }
}
