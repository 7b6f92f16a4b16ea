package dev.slipway.artifact.rules.netlify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.artifact.rules.Oracle;
import dev.slipway.artifact.rules.SampleVisit;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Netlify's own matcher, npm's `netlify-redirector`, which `setup/test-machine` fetches; it runs
/// on the host's node.
final class Redirector {

  private static final JsonFactory JSON = new JsonFactory();
  private static final Oracle ORACLE = new Oracle("netlify-redirector", "redirector.js");

  private Redirector() {}

  /// A `_redirects` and what is asked of it.
  record Case(String rules, List<SampleVisit> visits) {}

  /// What a rule that matches says.
  record Answer(int status, boolean force, String target) {}

  /// Returns the answer to every visit of every case.
  static List<List<Optional<Answer>>> answers(List<Case> cases, Path folder)
      throws IOException, InterruptedException {
    var questions = cases.stream().map(Redirector::spelled).toList();
    return ORACLE.answers(questions, folder).stream().map(Redirector::parsed).toList();
  }

  private static String spelled(Case each) {
    var line = new StringWriter();
    try (var json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("rules", each.rules());
      json.writeArrayFieldStart("requests");
      for (var visit : each.visits()) {
        write(visit, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString();
  }

  private static void write(SampleVisit visit, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("scheme", visit.scheme());
    json.writeStringField("host", visit.host());
    json.writeStringField("path", visit.path());
    json.writeStringField("query", visit.query());
    json.writeObjectFieldStart("headers");
    if (visit.headers().containsKey("accept-language")) {
      json.writeStringField("X-Language", visit.headers().get("accept-language"));
    }
    if (visit.headers().containsKey("x-country")) {
      json.writeStringField("X-Country", visit.headers().get("x-country"));
    }
    json.writeEndObject();
    json.writeObjectFieldStart("cookies");
    for (var cookie : cookies(visit).entrySet()) {
      json.writeStringField(cookie.getKey(), cookie.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static Map<String, String> cookies(SampleVisit visit) {
    var cookie = visit.headers().getOrDefault("cookie", "");
    var equals = cookie.indexOf('=');
    return equals < 0
        ? Map.of()
        : Map.of(cookie.substring(0, equals), cookie.substring(equals + 1));
  }

  private static List<Optional<Answer>> parsed(String line) {
    var answers = new ArrayList<Optional<Answer>>();
    try (var json = JSON.createParser(line)) {
      json.nextToken();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
          answers.add(Optional.empty());
          continue;
        }
        var status = json.nextIntValue(0);
        var force = json.nextBooleanValue();
        answers.add(Optional.of(new Answer(status, force, json.nextTextValue())));
        json.nextToken();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answers;
  }
}
