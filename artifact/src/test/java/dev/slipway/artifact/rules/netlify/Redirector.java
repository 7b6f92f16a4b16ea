package dev.slipway.artifact.rules.netlify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.artifact.rules.SampleVisit;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Netlify's own matcher, npm's `netlify-redirector`, which `setup/test-machine` fetches; it runs
/// on the host's node.
final class Redirector {

  private static final JsonFactory JSON = new JsonFactory();
  private static final Path MODULES = Path.of("target/oracles/node_modules").toAbsolutePath();
  private static final Path SCRIPT = Path.of("src/test/npm/redirector.js").toAbsolutePath();
  private static final int PATIENCE_SECONDS = 240;

  private Redirector() {}

  /// A `_redirects` and what is asked of it.
  record Case(String rules, List<SampleVisit> visits) {}

  /// What a rule that matches says.
  record Answer(int status, boolean force, String target) {}

  /// Returns the answer to every visit of every case.
  static List<List<Optional<Answer>>> answers(List<Case> cases, Path folder)
      throws IOException, InterruptedException {
    if (!Files.isDirectory(MODULES.resolve("netlify-redirector"))) {
      throw new AssertionError("npm's netlify-redirector is not there; run setup/test-machine");
    }
    var input = folder.resolve("cases");
    var output = folder.resolve("answers");
    var errors = folder.resolve("errors");
    Files.write(input, cases.stream().map(Redirector::spelled).toList(), UTF_8);
    var builder = new ProcessBuilder("node", SCRIPT.toString());
    builder.environment().put("NODE_PATH", MODULES.toString());
    var node =
        builder
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      if (!node.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || node.exitValue() != 0) {
        throw new AssertionError("node failed: " + Files.readString(errors));
      }
    } finally {
      node.destroyForcibly();
    }
    return Files.readAllLines(output).stream().map(Redirector::parsed).toList();
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
