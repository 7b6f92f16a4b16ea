package dev.slipway.core.variable;

import dev.slipway.core.build.Trust;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.ProjectId;
import java.util.Collection;
import java.util.List;

/// The environment variables of projects. Values of secret ones only come in; nothing but a build
/// gets them.
public interface Variables {

  /// How many variables a project may have.
  int MOST = 100;

  /// How many bytes all values of a project may have together.
  int MOST_BYTES = 128 * 1024;

  /// Returns what may be told of the variables of `project`, by key and then the widest scope
  /// first.
  List<KnownVariable> of(ProjectId project);

  /// Gives `project` all of `variables`, which replace those of the same keys and scopes, or none.
  ///
  /// @return whether it has room for them: see [#MOST] and [#MOST_BYTES]
  boolean set(ProjectId project, Collection<Variable> variables);

  /// Takes a variable from `project`.
  ///
  /// @return whether it was there
  boolean remove(ProjectId project, VariableKey key, VariableScope scope);

  /// Returns what a build of `branch` gets, whose code is trusted that far: that of a fork gets
  /// nothing.
  BuildVariables forBuild(ProjectId project, BranchName branch, Trust trust);
}
