package dev.slipway.receiver;

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
import dev.slipway.core.variable.Variables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The variables of projects, in memory.
public final class FakeVariables implements Variables {

  static final Instant SET_AT = Instant.parse("2026-11-22T12:00:00Z");

  private final Map<ProjectId, List<Variable>> all = new ConcurrentHashMap<>();

  @Override
  public List<KnownVariable> of(ProjectId project) {
    return all.getOrDefault(project, List.of()).stream()
        .sorted(Comparator.comparing(Variable::key))
        .map(variable ->
            new KnownVariable(
                variable.key(),
                variable.scope(),
                variable.kind(),
                variable.use(),
                Optional.of(variable.value().reveal())
                    .filter(_ -> variable.kind() == VariableKind.PUBLIC),
                SET_AT))
        .toList();
  }

  @Override
  public boolean set(ProjectId project, Collection<Variable> variables) {
    var after = new ArrayList<>(all.getOrDefault(project, List.of()));
    for (var variable : variables) {
      after.removeIf(known -> isAt(known, variable.key(), variable.scope()));
      after.add(variable);
    }
    if (after.size() > MOST) {
      return false;
    }
    all.put(project, after);
    return true;
  }

  @Override
  public boolean remove(ProjectId project, VariableKey key, VariableScope scope) {
    var after = new ArrayList<>(all.getOrDefault(project, List.of()));
    boolean removed = after.removeIf(known -> isAt(known, key, scope));
    all.put(project, after);
    return removed;
  }

  private static boolean isAt(Variable known, VariableKey key, VariableScope scope) {
    return known.key().equals(key) && known.scope().equals(scope);
  }

  @Override
  public BuildVariables forBuild(ProjectId project, BranchName branch, Trust trust) {
    return BuildVariables.of(
        all.getOrDefault(project, List.of()), trust.environment(), branch, new Secret("key"));
  }
}
