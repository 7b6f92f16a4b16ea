package dev.slipway.artifact;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.artifact.rules.Origin;
import dev.slipway.artifact.rules.PathStyle;
import dev.slipway.artifact.rules.model.AccessRule;
import dev.slipway.artifact.rules.model.Condition;
import dev.slipway.artifact.rules.model.HeaderRule;
import dev.slipway.artifact.rules.model.PathPattern;
import dev.slipway.artifact.rules.model.RedirectRule;
import dev.slipway.artifact.rules.model.SiteRules;
import dev.slipway.artifact.rules.model.Template;
import java.io.IOException;
import java.util.List;

/// Spells a site's rules in its manifest. What is usual is left out.
///
/// In a list that mixes fixed text and names, `=` begins the text and `:` the name; `*` is a splat.
final class RulesWriter {

  private final JsonGenerator json;

  RulesWriter(JsonGenerator json) {
    this.json = json;
  }

  void write(SiteRules rules) throws IOException {
    json.writeStartObject();
    write(rules.paths());
    json.writeArrayFieldStart("redirects");
    for (var rule : rules.redirects()) {
      write(rule);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("headers");
    for (var rule : rules.headers()) {
      write(rule);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("access");
    for (var rule : rules.access()) {
      write(rule);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(PathStyle paths) throws IOException {
    json.writeObjectFieldStart("paths");
    json.writeBooleanField("clean", paths.clean());
    json.writeStringField("slash", JsonInput.spelled(paths.slash()));
    json.writeEndObject();
  }

  private void write(RedirectRule rule) throws IOException {
    begin(rule.origin(), rule.path(), rule.conditions());
    json.writeStringField("stage", JsonInput.spelled(rule.stage()));
    write("to", rule.target());
    json.writeNumberField("status", rule.status());
    json.writeEndObject();
  }

  private void write(HeaderRule rule) throws IOException {
    begin(rule.origin(), rule.path(), rule.conditions());
    json.writeArrayFieldStart("edits");
    for (var edit : rule.edits()) {
      json.writeStartObject();
      json.writeStringField("kind", JsonInput.spelled(edit.kind()));
      json.writeStringField("name", edit.name());
      write("value", edit.value());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(AccessRule rule) throws IOException {
    begin(rule.origin(), rule.path(), List.of());
    write("credentials", rule.credentials());
    json.writeEndObject();
  }

  private void begin(Origin origin, PathPattern path, List<Condition> conditions)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("file", origin.file());
    json.writeNumberField("line", origin.line());
    json.writeStringField("text", origin.text());
    write(path);
    if (!conditions.isEmpty()) {
      json.writeArrayFieldStart("conditions");
      for (var condition : conditions) {
        write(condition);
      }
      json.writeEndArray();
    }
  }

  private void write(PathPattern path) throws IOException {
    switch (path) {
      case PathPattern.Segments segments -> {
        write("path", segments.segments().stream().map(RulesWriter::spelled).toList());
        writeIf("strict", segments.strict());
      }
      case PathPattern.Expression expression -> {
        json.writeStringField("prefix", expression.prefix());
        json.writeStringField("expression", expression.expression());
      }
    }
    writeIf("ignoresCase", path.ignoresCase());
  }

  private static String spelled(PathPattern.Segment segment) {
    return switch (segment) {
      case PathPattern.Literal literal -> "=" + literal.value();
      case PathPattern.Name name -> ":" + name.value();
      case PathPattern.Splat _ -> "*";
    };
  }

  private void write(Condition condition) throws IOException {
    json.writeStartObject();
    switch (condition) {
      case Condition.AnyCookie any -> write("anyCookie", any.cookies());
      case Condition.Language language -> write("language", language.languages());
      case Condition.Value value -> {
        json.writeStringField("place", JsonInput.spelled(value.place()));
        json.writeStringField("name", value.name());
        writeIf("unwanted", !value.wanted());
        write(value.test());
      }
    }
    json.writeEndObject();
  }

  private void write(Condition.Test test) throws IOException {
    switch (test) {
      case Condition.Present _ -> {}
      case Condition.Equal equal -> json.writeStringField("equal", equal.value());
      case Condition.Captured captured -> json.writeStringField("captured", captured.placeholder());
      case Condition.Matching matching -> json.writeStringField("matching", matching.expression());
    }
  }

  private void write(String field, Template template) throws IOException {
    write(
        field,
        template.pieces().stream()
            .map(piece ->
                switch (piece) {
                  case Template.Text text -> "=" + text.value();
                  case Template.Placeholder placeholder -> ":" + placeholder.name();
                })
            .toList());
  }

  private void write(String field, List<String> texts) throws IOException {
    json.writeArrayFieldStart(field);
    for (var text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private void writeIf(String field, boolean flag) throws IOException {
    if (flag) {
      json.writeBooleanField(field, true);
    }
  }
}
