package dev.slipway.artifact.rules.vercel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.artifact.rules.Oracle;
import dev.slipway.artifact.rules.SampleVisit;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Vercel's own compiler of rules, npm's `@vercel/routing-utils`, which `setup/test-machine`
/// fetches, and the routes that it makes; it runs on the host's node.
final class Routing {

  private static final JsonFactory JSON = new JsonFactory();
  private static final Oracle ORACLE = new Oracle("@vercel/routing-utils", "routing.js");

  private Routing() {}

  /// Some rules, each a JSON object, and what is asked of them.
  record Case(List<String> redirects, List<String> rewrites, List<SampleVisit> visits) {

    /// Returns the rules as a `vercel.json`.
    String settings() {
      return "{\"redirects\": %s,\n\"rewrites\": %s}".formatted(redirects, rewrites);
    }
  }

  /// Returns the answer to every visit of every case.
  static List<List<String>> answers(List<Case> cases, Path folder)
      throws IOException, InterruptedException {
    var questions = cases.stream().map(Routing::spelled).toList();
    return ORACLE.answers(questions, folder).stream().map(Routing::texts).toList();
  }

  private static String spelled(Case each) {
    var visits = new StringWriter();
    try (var json = JSON.createGenerator(visits)) {
      json.writeStartArray();
      for (var visit : each.visits()) {
        write(visit, json);
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "{\"redirects\": %s, \"rewrites\": %s, \"visits\": %s}"
        .formatted(each.redirects(), each.rewrites(), visits);
  }

  private static void write(SampleVisit visit, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("host", visit.host());
    json.writeStringField("path", visit.path());
    json.writeStringField("query", visit.query());
    json.writeObjectFieldStart("headers");
    for (var header : visit.headers().entrySet()) {
      json.writeStringField(header.getKey(), header.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static List<String> texts(String line) {
    var texts = new ArrayList<String>();
    if (Json.parse(line) instanceof Json.Items(var _, var items)) {
      for (var item : items) {
        texts.add(((Json.Text) item).value());
      }
    }
    return texts;
  }
}
