package dev.slipway.serving.file;

import dev.slipway.artifact.rules.BasicAuth;
import dev.slipway.artifact.rules.HeaderChange;
import dev.slipway.artifact.rules.Origin;
import dev.slipway.artifact.rules.PathStyle;
import dev.slipway.artifact.rules.Redirection;
import dev.slipway.artifact.rules.Rules;
import dev.slipway.artifact.rules.Stage;
import dev.slipway.artifact.rules.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Rules that a test spells out, each for one path or for all of them.
final class HandMadeRules implements Rules {

  private record When(Stage stage, Predicate<Visit> matches, Redirection redirection) {}

  private final List<When> redirections = new ArrayList<>();
  private final List<HeaderChange> headers = new ArrayList<>();
  private Optional<BasicAuth> auth = Optional.empty();
  private PathStyle paths = PathStyle.USUAL;

  HandMadeRules before(String path, int status, String target) {
    return when(Stage.BEFORE_FILES, visit -> visit.path().equals(path), status, target);
  }

  HandMadeRules without(String path, int status, String target) {
    return when(Stage.WITHOUT_FILE, visit -> visit.path().equals(path), status, target);
  }

  HandMadeRules when(Stage stage, Predicate<Visit> matches, int status, String target) {
    var origin = new Origin("_redirects", redirections.size() + 1, "* " + target + " " + status);
    redirections.add(new When(stage, matches, new Redirection(origin, status, target)));
    return this;
  }

  HandMadeRules header(HeaderChange.Kind kind, String name, String value) {
    var origin = new Origin("_headers", headers.size() + 1, name + ": " + value);
    headers.add(new HeaderChange(origin, kind, name, value));
    return this;
  }

  HandMadeRules set(String name, String value) {
    return header(HeaderChange.Kind.SET, name, value);
  }

  HandMadeRules auth(String... credentials) {
    var origin = new Origin("_headers", 9, "Basic-Auth");
    auth = Optional.of(new BasicAuth(origin, List.of(credentials)));
    return this;
  }

  HandMadeRules paths(boolean clean, PathStyle.TrailingSlash slash) {
    paths = new PathStyle(clean, slash);
    return this;
  }

  @Override
  public Optional<Redirection> redirection(Visit visit, Stage stage) {
    return redirections.stream()
        .filter(when -> when.stage() == stage && when.matches().test(visit))
        .map(When::redirection)
        .findFirst();
  }

  @Override
  public List<HeaderChange> headers(Visit visit) {
    return headers;
  }

  @Override
  public Optional<BasicAuth> basicAuth(Visit visit) {
    return auth.filter(protecting -> visit.path().startsWith("/secret"));
  }

  @Override
  public PathStyle paths() {
    return paths;
  }
}
