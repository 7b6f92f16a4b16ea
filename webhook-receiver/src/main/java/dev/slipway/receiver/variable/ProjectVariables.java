package dev.slipway.receiver.variable;

import dev.slipway.core.project.Project;
import dev.slipway.core.secret.Secret;
import dev.slipway.core.variable.KnownVariable;
import dev.slipway.core.variable.Variable;
import dev.slipway.core.variable.VariableKey;
import dev.slipway.core.variable.VariableKind;
import dev.slipway.core.variable.VariableScope;
import dev.slipway.core.variable.Variables;
import dev.slipway.receiver.body.BodyLimits;
import dev.slipway.receiver.problem.Problem;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The door for people who settle a project's environment variables. The next build gets them.
public final class ProjectVariables {

  private static final System.Logger LOGGER = System.getLogger(ProjectVariables.class.getName());

  /// How large an uploaded file may be, and how long it may take.
  public static final BodyLimits FILE = new BodyLimits(DotEnv.LONGEST, Duration.ofSeconds(20));

  /// What the names of variables begin with that frameworks write into pages.
  private static final Set<String> IN_PAGES =
      Set.of(
          "VITE_",
          "NEXT_PUBLIC_",
          "PUBLIC_",
          "REACT_APP_",
          "NUXT_PUBLIC_",
          "VUE_APP_",
          "GATSBY_",
          "EXPO_PUBLIC_",
          "STORYBOOK_");

  private final Variables variables;

  public ProjectVariables(Variables variables) {
    this.variables = variables;
  }

  /// Returns what may be told of the variables of `project`.
  public List<KnownVariable> of(Project project) {
    return variables.of(project.id());
  }

  /// Sets one variable of `project`.
  ///
  /// @return what its owner should know, as sentences
  public List<String> set(Project project, String name, Place place, Secret value) {
    var variable = variable(key(name), place, value);
    set(project, List.of(variable));
    return warnings(variable).toList();
  }

  /// Sets what the `.env` file `file` says, or nothing if it has a fault.
  public Upload upload(Project project, Place place, byte[] file) {
    var read = read(file);
    var wanted =
        read.values().entrySet().stream()
            .map(entry -> variable(entry.getKey(), place, entry.getValue()))
            .toList();
    set(project, wanted);
    var warnings = wanted.stream().flatMap(ProjectVariables::warnings);
    return new Upload(
        wanted.stream().map(Variable::key).toList(),
        Stream.concat(read.notes().stream(), warnings).toList());
  }

  private static DotEnv read(byte[] file) {
    try {
      var read = DotEnvParser.parse(file);
      if (read.values().isEmpty()) {
        throw Problem.notAllowed("file", "There is no variable in it.").exception();
      }
      return read;
    } catch (DotEnvException e) {
      throw Problem.notAllowed("file", String.valueOf(e.getMessage())).exception();
    }
  }

  /// Removes a variable of `project`.
  public void remove(Project project, String name, VariableScope scope) {
    boolean removed =
        VariableKey.parse(name)
            .map(key -> variables.remove(project.id(), key, scope))
            .orElse(false);
    if (!removed) {
      throw Problem.notFound("There is no such variable in the scope " + scope.text() + ".")
          .at("key")
          .exception();
    }
    LOGGER.log(
        Level.INFO,
        "Removed variable project={0} key={1} scope={2}",
        project.name(),
        name,
        scope.text());
  }

  private void set(Project project, Collection<Variable> wanted) {
    if (!variables.set(project.id(), wanted)) {
      throw Problem.conflict(
              "too-many",
              "A project has %d variables and %,d bytes of values at most. Nothing was set."
                  .formatted(Variables.MOST, Variables.MOST_BYTES))
          .exception();
    }
    for (var variable : wanted) {
      LOGGER.log(
          Level.INFO,
          "Set variable project={0} key={1} scope={2} kind={3} use={4}",
          project.name(),
          variable.key(),
          variable.scope().text(),
          variable.kind().word(),
          variable.use().word());
    }
  }

  private static VariableKey key(String name) {
    return VariableKey.parse(name)
        .orElseThrow(
            () -> Problem.notAllowed("key", VariableKey.refusal(name).orElse("")).exception());
  }

  private static Variable variable(VariableKey key, Place place, Secret value) {
    Variable.refusal(value.reveal())
        .ifPresent(why -> {
          throw Problem.notAllowed("value", why).exception();
        });
    var kind = place.kind().orElseGet(() -> usual(key));
    return new Variable(key, place.scope(), kind, place.use(), value);
  }

  private static VariableKind usual(VariableKey key) {
    return isForPages(key) ? VariableKind.PUBLIC : VariableKind.SECRET;
  }

  private static boolean isForPages(VariableKey key) {
    return IN_PAGES.stream().anyMatch(key.value()::startsWith);
  }

  private static Stream<String> warnings(Variable variable) {
    return variable.kind() == VariableKind.PUBLIC
        ? Stream.empty()
        : Stream.of(shortness(variable), shown(variable)).flatMap(Optional::stream);
  }

  private static Optional<String> shortness(Variable variable) {
    int length = variable.value().reveal().strip().length();
    if (length < Variable.SHORTEST_MASKED) {
      return Optional.of(
          "%s is shorter than %d characters: it can't be masked in logs, nor be found in what is deployed."
              .formatted(variable.key(), Variable.SHORTEST_MASKED));
    }
    return length >= Variable.SHORTEST_SOUGHT
        ? Optional.empty()
        : Optional.of(
            "%s is shorter than %d characters: it is masked in logs, but nobody looks whether it is in what is deployed."
                .formatted(variable.key(), Variable.SHORTEST_SOUGHT));
  }

  private static Optional<String> shown(Variable variable) {
    return !isForPages(variable.key())
        ? Optional.empty()
        : Optional.of(
            "%s: frameworks write variables with that beginning into pages, and a deployment with a"
                    .formatted(variable.key())
                + " secret in it fails. Make it public if everybody may see it.");
  }
}
