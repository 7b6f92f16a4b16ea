package dev.slipway.site.host;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.core.access.Access;
import dev.slipway.core.access.PasswordHash;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.App;
import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.deployment.ShortId;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Environment;
import dev.slipway.core.project.ProjectId;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/// A host and what it serves, as one line: a JSON object whose values are all strings. What there
/// isn't, such as the commit of a deployment that has none yet, has no field.
final class RouteText {

  private static final JsonFactory JSON = new JsonFactory();
  private static final String HOST = "host";
  private static final String KIND = "kind";
  private static final String READY = "ready";
  private static final String APP = "app";
  private static final String NOT_READY = "not-ready";
  private static final String EMPTY = "empty";
  private static final String UNKNOWN = "unknown";

  private final Map<String, String> fields;

  private RouteText(Map<String, String> fields) {
    this.fields = fields;
  }

  /// A host, and what it serves.
  record Entry(HostLabel label, Route route) {}

  /// Returns the line of `label`, which serves `route`.
  static String of(HostLabel label, Route route) {
    var text = new RouteText(new LinkedHashMap<>());
    text.put(HOST, label.value());
    switch (route) {
      case Route.Ready ready -> text.put(ready);
      case Route.App(var deployment, var access) -> {
        text.put(KIND, APP);
        text.put(deployment);
        text.put(access);
      }
      case Route.NotReady(var deployment, var access) -> {
        text.put(KIND, NOT_READY);
        text.put(deployment);
        text.put(access);
      }
      case Route.Empty(var deleted) -> {
        text.put(KIND, EMPTY);
        text.put("deleted", String.valueOf(deleted));
      }
      case Route.Unknown _ -> text.put(KIND, UNKNOWN);
    }
    return text.written();
  }

  /// Returns what `line` says.
  ///
  /// @throws IllegalArgumentException if it says nothing that this version understands
  static Entry parse(String line) {
    var text = new RouteText(new LinkedHashMap<>());
    text.read(line);
    return new Entry(new HostLabel(text.get(HOST)), text.route());
  }

  private Route route() {
    return switch (get(KIND)) {
      case READY ->
          new Route.Ready(
              deployment(),
              new ArtifactDigest(get("serves")),
              Boolean.parseBoolean(get("fixed")),
              earlier(),
              access());
      case APP -> new Route.App(deployment(), access());
      case NOT_READY -> new Route.NotReady(deployment(), access());
      case EMPTY -> new Route.Empty(Boolean.parseBoolean(get("deleted")));
      case UNKNOWN -> new Route.Unknown();
      default -> throw new IllegalArgumentException("no kind of route: " + get(KIND));
    };
  }

  private void put(Route.Ready ready) {
    put(KIND, READY);
    put(ready.deployment());
    put("serves", ready.artifact().hex());
    put("fixed", String.valueOf(ready.fixed()));
    put(
        "earlier",
        ready.earlier().stream().map(ArtifactDigest::hex).collect(Collectors.joining(" ")));
    put(ready.access());
  }

  private List<ArtifactDigest> earlier() {
    return words("earlier").stream().map(ArtifactDigest::new).toList();
  }

  private List<String> words(String name) {
    return Arrays.stream(get(name).split(" ", -1)).filter(word -> !word.isEmpty()).toList();
  }

  private void put(Access access) {
    switch (access) {
      case Access.Open _ -> {}
      case Access.Guarded(var password, var sharingKey, var bypass) -> {
        put("sharingKey", sharingKey);
        password.ifPresent(hash -> put("password", hash.value()));
        put("bypass", String.join(" ", new TreeSet<>(bypass)));
      }
    }
  }

  private Access access() {
    return find("sharingKey")
        .<Access>map(key ->
            new Access.Guarded(
                find("password").map(PasswordHash::new), key, Set.copyOf(words("bypass"))))
        .orElseGet(Access.Open::new);
  }

  private void put(Deployment deployment) {
    put("id", deployment.id().toString());
    put("shortId", deployment.shortId().value());
    put("sequence", String.valueOf(deployment.sequence()));
    put("project", deployment.project().value().toString());
    put("branch", deployment.branch().value());
    put("environment", deployment.environment().name());
    deployment.commit().ifPresent(this::put);
    put("state", deployment.state().word());
    deployment.reason().ifPresent(this::put);
    deployment.artifact().ifPresent(digest -> put("artifact", digest.hex()));
    deployment.app().ifPresent(app -> put("start", app.start()));
    put("created", deployment.createdAt().toString());
    deployment.startedAt().ifPresent(time -> put("started", time.toString()));
    deployment.finishedAt().ifPresent(time -> put("finished", time.toString()));
  }

  private Deployment deployment() {
    return new Deployment(
        new DeploymentId(UUID.fromString(get("id"))),
        new ShortId(get("shortId")),
        Long.parseLong(get("sequence")),
        new ProjectId(UUID.fromString(get("project"))),
        new BranchName(get("branch")),
        Environment.valueOf(get("environment")),
        find("commit").map(sha -> new Commit(new CommitSha(sha), get("message"), get("author"))),
        DeploymentState.of(get("state")),
        find("reason").map(code -> new Reason(code, get("what"), get("whatToDo"))),
        find("artifact").map(ArtifactDigest::new),
        find("start").map(App::new),
        time("created").orElseThrow(() -> missing("created")),
        time("started"),
        time("finished"));
  }

  private void put(Commit commit) {
    put("commit", commit.sha().value());
    put("message", commit.message());
    put("author", commit.author());
  }

  private void put(Reason reason) {
    put("reason", reason.code());
    put("what", reason.what());
    put("whatToDo", reason.whatToDo());
  }

  private Optional<Instant> time(String name) {
    try {
      return find(name).map(Instant::parse);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private void put(String name, String value) {
    fields.put(name, value);
  }

  private String get(String name) {
    return find(name).orElseThrow(() -> missing(name));
  }

  private static IllegalArgumentException missing(String name) {
    return new IllegalArgumentException("there is no " + name);
  }

  private Optional<String> find(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  private String written() {
    var line = new StringWriter();
    try (var json = JSON.createGenerator(line)) {
      json.writeStartObject();
      for (var field : fields.entrySet()) {
        json.writeStringField(field.getKey(), field.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not by a StringWriter
    }
    return line.toString();
  }

  private void read(String line) {
    try (var json = JSON.createParser(line)) {
      require(json.nextToken() == JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        var name = json.currentName();
        require(json.nextToken() == JsonToken.VALUE_STRING);
        put(name, json.getText());
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void require(boolean object) {
    if (!object) {
      throw new IllegalArgumentException("not a JSON object of strings");
    }
  }
}
