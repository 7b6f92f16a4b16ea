package dev.slipway.core.variable;

import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Environment;
import dev.slipway.core.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The variables that one build gets from its project: of every key the narrowest that fits.
///
/// @param digest names them all with their values. The same variables have the same digest in one
///   project, others another; it is keyed, so nobody can find out a value by trying. Empty if there
///   are no variables
public record BuildVariables(List<Variable> variables, String digest) {

  /// What a build gets that gets nothing.
  public static final BuildVariables NONE = new BuildVariables(List.of(), "");

  private static final String MAC = "HmacSHA256";

  public BuildVariables {
    variables = List.copyOf(variables);
  }

  /// Returns those of `all` that a build of `branch` gets, which is for `environment`.
  ///
  /// @param digestKey the project's own key, which the digest is made with
  public static BuildVariables of(
      Collection<Variable> all, Environment environment, BranchName branch, Secret digestKey) {
    SortedMap<VariableKey, Variable> chosen = new TreeMap<>();
    for (var variable : all) {
      if (variable.use() != VariableUse.RUNTIME && variable.scope().covers(environment, branch)) {
        chosen.merge(variable.key(), variable, BuildVariables::narrower);
      }
    }
    return chosen.isEmpty()
        ? NONE
        : new BuildVariables(List.copyOf(chosen.values()), digest(chosen.values(), digestKey));
  }

  private static Variable narrower(Variable one, Variable other) {
    return one.scope().narrowness() > other.scope().narrowness() ? one : other;
  }

  /// Returns them as a program gets them.
  public Map<String, String> environment() {
    return variables.stream()
        .collect(
            Collectors.toUnmodifiableMap(
                variable -> variable.key().value(), variable -> variable.value().reveal()));
  }

  /// Returns the secret ones.
  public List<Variable> secrets() {
    return variables.stream().filter(variable -> variable.kind() == VariableKind.SECRET).toList();
  }

  /// The kind belongs to it, since what may be in an artifact depends on it. Of a key, a kind and
  /// the length of a value none can be taken for the beginning of another.
  private static String digest(Collection<Variable> variables, Secret key) {
    try {
      var mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key.utf8(), MAC));
      for (var variable : variables) {
        var head = "%s %s %d\n".formatted(variable.key(), variable.kind().word(), variable.bytes());
        mac.update(head.getBytes(StandardCharsets.UTF_8));
        mac.update(variable.value().utf8());
      }
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java has HMAC with SHA-256", e);
    }
  }
}
