package dev.slipway.artifact;

import static dev.slipway.artifact.JsonInput.required;

import dev.slipway.artifact.rules.Origin;
import dev.slipway.artifact.rules.PathStyle;
import dev.slipway.artifact.rules.Stage;
import dev.slipway.artifact.rules.model.AccessRule;
import dev.slipway.artifact.rules.model.Condition;
import dev.slipway.artifact.rules.model.HeaderRule;
import dev.slipway.artifact.rules.model.PathPattern;
import dev.slipway.artifact.rules.model.RedirectRule;
import dev.slipway.artifact.rules.model.SiteRules;
import dev.slipway.artifact.rules.model.Template;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a site's rules from a manifest that anybody may have written. What a rule may say is
/// checked by the rules' own types.
final class RulesReader {

  private final JsonInput json;

  RulesReader(JsonInput json) {
    this.json = json;
  }

  /// Reads the object at hand.
  ///
  /// @throws ArtifactException saying what is wrong with it
  SiteRules read() throws IOException {
    var read =
        new Object() {
          List<RedirectRule> redirects = List.of();
          List<HeaderRule> headers = List.of();
          List<AccessRule> access = List.of();
          PathStyle paths = PathStyle.USUAL;
        };
    try {
      json.object(
          "rules",
          field -> {
            switch (field) {
              case "paths" -> read.paths = paths();
              case "redirects" -> read.redirects = json.objects("redirects", this::redirect);
              case "headers" -> read.headers = json.objects("headers", this::header);
              case "access" -> read.access = json.objects("access", this::access);
              default -> json.skip();
            }
          });
      return new SiteRules(read.redirects, read.headers, read.access, read.paths);
    } catch (IllegalArgumentException e) {
      throw new ArtifactException("of its rules: " + e.getMessage(), e);
    }
  }

  private PathStyle paths() throws IOException {
    var read =
        new Object() {
          boolean clean = PathStyle.USUAL.clean();
          PathStyle.TrailingSlash slash = PathStyle.USUAL.slash();
        };
    json.object(
        "paths",
        field -> {
          switch (field) {
            case "clean" -> read.clean = json.flag();
            case "slash" -> read.slash = json.oneOf(PathStyle.TrailingSlash.values(), "slash");
            default -> json.skip();
          }
        });
    return new PathStyle(read.clean, read.slash);
  }

  private RedirectRule redirect() throws IOException {
    var rule = rule();
    return new RedirectRule(
        rule.origin(),
        required(rule.stage, "stage of a rule"),
        rule.path(),
        rule.conditions,
        required(rule.target, "to of a rule"),
        rule.status);
  }

  private HeaderRule header() throws IOException {
    var rule = rule();
    return new HeaderRule(rule.origin(), rule.path(), rule.conditions, rule.edits);
  }

  private AccessRule access() throws IOException {
    var rule = rule();
    return new AccessRule(rule.origin(), rule.path(), rule.credentials);
  }

  private Draft rule() throws IOException {
    var rule = new Draft();
    json.fields(field -> {
      switch (field) {
        case "file" -> rule.file = json.text("file");
        case "line" -> rule.line = json.smallNumber("line");
        case "text" -> rule.text = json.text("text");
        case "path" -> rule.segments = segments();
        case "strict" -> rule.strict = json.flag();
        case "prefix" -> rule.prefix = json.text("prefix");
        case "expression" -> rule.expression = json.text("expression");
        case "ignoresCase" -> rule.ignoresCase = json.flag();
        case "conditions" -> rule.conditions = json.objects("conditions", this::condition);
        case "stage" -> rule.stage = json.oneOf(Stage.values(), "stage");
        case "to" -> rule.target = template("to");
        case "status" -> rule.status = json.smallNumber("status");
        case "edits" -> rule.edits = json.objects("edits", this::edit);
        case "credentials" -> rule.credentials = json.texts("credentials");
        default -> json.skip();
      }
    });
    return rule;
  }

  private List<PathPattern.Segment> segments() throws IOException {
    var segments = new ArrayList<PathPattern.Segment>();
    for (var text : json.texts("path")) {
      segments.add(
          switch (kind(text)) {
            case '=' -> new PathPattern.Literal(text.substring(1));
            case ':' -> new PathPattern.Name(text.substring(1));
            case '*' -> new PathPattern.Splat();
            default -> throw new ArtifactException("a segment of a path has no kind");
          });
    }
    return segments;
  }

  private Template template(String what) throws IOException {
    var pieces = new ArrayList<Template.Piece>();
    for (var text : json.texts(what)) {
      pieces.add(
          switch (kind(text)) {
            case '=' -> new Template.Text(text.substring(1));
            case ':' -> new Template.Placeholder(text.substring(1));
            default -> throw new ArtifactException("a piece of a text has no kind");
          });
    }
    return new Template(pieces);
  }

  private static char kind(String text) {
    return text.isEmpty() ? ' ' : text.charAt(0);
  }

  private Condition condition() throws IOException {
    var read =
        new Object() {
          Condition.@Nullable Place place;
          String name = "";
          boolean wanted = true;
          Condition.Test test = new Condition.Present();
          @Nullable Condition other;
        };
    json.fields(field -> {
      switch (field) {
        case "place" -> read.place = json.oneOf(Condition.Place.values(), "place");
        case "name" -> read.name = json.text("name");
        case "unwanted" -> read.wanted = !json.flag();
        case "equal" -> read.test = new Condition.Equal(json.text("equal"));
        case "captured" -> read.test = new Condition.Captured(json.text("captured"));
        case "matching" -> read.test = new Condition.Matching(json.text("matching"));
        case "anyCookie" -> read.other = new Condition.AnyCookie(json.texts("anyCookie"));
        case "language" -> read.other = new Condition.Language(json.texts("language"));
        default -> json.skip();
      }
    });
    return read.other != null
        ? read.other
        : new Condition.Value(
            required(read.place, "place of a condition"), read.name, read.test, read.wanted);
  }

  private HeaderRule.Edit edit() throws IOException {
    var read =
        new Object() {
          HeaderRule.@Nullable Kind kind;
          String name = "";
          Template value = new Template(List.of());
        };
    json.fields(field -> {
      switch (field) {
        case "kind" -> read.kind = json.oneOf(HeaderRule.Kind.values(), "kind");
        case "name" -> read.name = json.text("name");
        case "value" -> read.value = template("value");
        default -> json.skip();
      }
    });
    return new HeaderRule.Edit(required(read.kind, "kind of an edit"), read.name, read.value);
  }

  /// What was read of one rule so far, of any kind.
  private static final class Draft {

    private @Nullable String file;
    private int line;
    private String text = "";
    private @Nullable List<PathPattern.Segment> segments;
    private boolean strict;
    private @Nullable String prefix;
    private @Nullable String expression;
    private boolean ignoresCase;
    private List<Condition> conditions = List.of();
    private @Nullable Stage stage;
    private @Nullable Template target;
    private int status;
    private List<HeaderRule.Edit> edits = List.of();
    private List<String> credentials = List.of();

    private Origin origin() {
      return new Origin(required(file, "file of a rule"), line, text);
    }

    private PathPattern path() {
      return segments != null
          ? new PathPattern.Segments(segments, strict, ignoresCase)
          : new PathPattern.Expression(
              required(prefix, "path of a rule"),
              required(expression, "expression of a rule"),
              ignoresCase);
    }
  }
}
