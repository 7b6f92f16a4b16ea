package dev.slipway.store.tables;

import dev.slipway.core.build.Trust;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Environment;
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
import dev.slipway.store.database.Db;
import dev.slipway.store.secret.EncryptionKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The variables of projects, in the database. Every value is encrypted, public ones too, and bound
/// to its project, name, scope, kind and use: who can write to the database can neither move a
/// value elsewhere nor have a secret one shown as a public one.
public final class DatabaseVariables implements Variables {

  private static final int DIGEST_KEY_BYTES = 32;

  private static final Comparator<KnownVariable> ORDER =
      Comparator.comparing(KnownVariable::key)
          .thenComparingInt(variable -> variable.scope().narrowness())
          .thenComparing(variable -> variable.scope().text());

  private final Db db;
  private final Supplier<EncryptionKey> key;
  private final Clock clock;
  private final SecureRandom random;

  /// @param key asked for only where there is something to encrypt or decrypt
  public DatabaseVariables(Db db, Supplier<EncryptionKey> key, Clock clock, SecureRandom random) {
    this.db = db;
    this.key = key;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public List<KnownVariable> of(ProjectId project) {
    return VariableTable.of(db, project).stream()
        .map(sealed -> known(project, sealed))
        .sorted(ORDER)
        .toList();
  }

  private KnownVariable known(ProjectId project, VariableTable.Sealed sealed) {
    Optional<String> value =
        switch (sealed.kind()) {
          case PUBLIC -> Optional.of(opened(project, sealed).value().reveal());
          case SECRET -> Optional.empty();
        };
    return new KnownVariable(
        sealed.key(), sealed.scope(), sealed.kind(), sealed.use(), value, sealed.setAt());
  }

  @Override
  public boolean set(ProjectId project, Collection<Variable> variables) {
    var now = clock.instant();
    var digestKey = key.get().encrypt(freshKey(), digestPurpose(project));
    var sealed = variables.stream().map(variable -> sealed(project, variable)).toList();
    return db.transactionThatLooksFirst(tx -> {
      VariableTable.lock(tx, project, digestKey);
      if (!fit(VariableTable.sizes(tx, project), variables)) {
        return false;
      }
      sealed.forEach(one -> VariableTable.put(tx, project, one.variable(), one.text(), now));
      return true;
    });
  }

  private static boolean fit(Map<VariableTable.Place, Long> sizes, Collection<Variable> added) {
    var after = new HashMap<>(sizes);
    added.forEach(variable -> after.put(VariableTable.Place.of(variable), (long) variable.bytes()));
    return after.size() <= MOST
        && after.values().stream().mapToLong(Long::longValue).sum() <= MOST_BYTES;
  }

  /// A variable and its value encrypted.
  private record SealedVariable(Variable variable, String text) {}

  private SealedVariable sealed(ProjectId project, Variable variable) {
    var purpose =
        purpose(project, variable.key(), variable.kind(), variable.use(), variable.scope());
    return new SealedVariable(variable, key.get().encrypt(variable.value(), purpose));
  }

  private Variable opened(ProjectId project, VariableTable.Sealed sealed) {
    var purpose = purpose(project, sealed.key(), sealed.kind(), sealed.use(), sealed.scope());
    return new Variable(
        sealed.key(),
        sealed.scope(),
        sealed.kind(),
        sealed.use(),
        key.get().decrypt(sealed.encrypted(), purpose));
  }

  private Secret freshKey() {
    var bytes = new byte[DIGEST_KEY_BYTES];
    random.nextBytes(bytes);
    return new Secret(HexFormat.of().formatHex(bytes));
  }

  @Override
  public boolean remove(ProjectId project, VariableKey name, VariableScope scope) {
    return VariableTable.delete(db, project, name, scope);
  }

  @Override
  public BuildVariables forBuild(ProjectId project, BranchName branch, Trust trust) {
    return switch (trust) {
      case PRODUCTION, PREVIEW -> forOwn(project, trust.environment(), branch);
      case FORK -> BuildVariables.NONE;
    };
  }

  private BuildVariables forOwn(ProjectId project, Environment environment, BranchName branch) {
    var wanted =
        VariableTable.of(db, project).stream()
            .filter(sealed -> sealed.use() != VariableUse.RUNTIME)
            .filter(sealed -> sealed.scope().covers(environment, branch))
            .toList();
    if (wanted.isEmpty()) {
      return BuildVariables.NONE;
    }
    var variables = wanted.stream().map(sealed -> opened(project, sealed)).toList();
    var encrypted = VariableTable.digestKey(db, project).orElseThrow();
    var digestKey = key.get().decrypt(encrypted, digestPurpose(project));
    return BuildVariables.of(variables, environment, branch, digestKey);
  }

  /// The scope comes last, since it alone may have a slash in it.
  private static String purpose(
      ProjectId project,
      VariableKey name,
      VariableKind kind,
      VariableUse use,
      VariableScope scope) {
    return "project/%s/variable/%s/%s/%s/%s"
        .formatted(project.value(), name, kind.word(), use.word(), scope.text());
  }

  private static String digestPurpose(ProjectId project) {
    return "project/" + project.value() + "/variable_digest_key";
  }
}
