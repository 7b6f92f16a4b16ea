package dev.slipway.runner.job;

import dev.slipway.core.build.Trust;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.ProjectId;
import dev.slipway.core.secret.Secret;
import dev.slipway.core.variable.BuildVariables;
import dev.slipway.core.variable.KnownVariable;
import dev.slipway.core.variable.Variable;
import dev.slipway.core.variable.VariableKey;
import dev.slipway.core.variable.VariableKind;
import dev.slipway.core.variable.VariableScope;
import dev.slipway.core.variable.VariableUse;
import dev.slipway.core.variable.Variables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The variables of the one project of a test.
final class GivenVariables implements Variables {

  private final List<Variable> all = new ArrayList<>();

  GivenVariables secret(String key, String value) {
    return add(key, VariableKind.SECRET, value);
  }

  GivenVariables plain(String key, String value) {
    return add(key, VariableKind.PUBLIC, value);
  }

  private GivenVariables add(String key, VariableKind kind, String value) {
    all.add(
        new Variable(
            new VariableKey(key),
            new VariableScope.Everywhere(),
            kind,
            VariableUse.BOTH,
            new Secret(value)));
    return this;
  }

  @Override
  public BuildVariables forBuild(ProjectId project, BranchName branch, Trust trust) {
    return trust == Trust.FORK
        ? BuildVariables.NONE
        : BuildVariables.of(all, trust.environment(), branch, new Secret("key"));
  }

  @Override
  public List<KnownVariable> of(ProjectId project) {
    throw new UnsupportedOperationException("a build asks only for what it gets");
  }

  @Override
  public boolean set(ProjectId project, Collection<Variable> variables) {
    throw new UnsupportedOperationException("a build sets nothing");
  }

  @Override
  public boolean remove(ProjectId project, VariableKey key, VariableScope scope) {
    throw new UnsupportedOperationException("a build removes nothing");
  }
}
