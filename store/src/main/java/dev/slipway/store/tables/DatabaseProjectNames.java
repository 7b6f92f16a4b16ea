package dev.slipway.store.tables;

import dev.slipway.core.project.Project;
import dev.slipway.core.project.ProjectId;
import dev.slipway.core.project.ProjectName;
import dev.slipway.store.database.Db;
import java.util.Optional;

/// The names of projects in the database, for programs that may not know their secrets.
public final class DatabaseProjectNames {

  private final Db db;

  public DatabaseProjectNames(Db db) {
    this.db = db;
  }

  /// Returns the name of the project that `id` names.
  public Optional<ProjectName> find(ProjectId id) {
    return ProjectTable.find(db, id).map(Project::name);
  }
}
