package dev.slipway.artifact.rules.vercel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A value of a JSON text, and the line that it begins on.
sealed interface Json {

  int line();

  /// An object; of fields with the same name the last counts, as in JavaScript.
  record Fields(int line, Map<String, Json> values) implements Json {

    /// Returns the value called `name`; empty if there is none, or it is null.
    Optional<Json> field(String name) {
      return Optional.ofNullable(values.get(name)).filter(value -> !(value instanceof Nothing));
    }
  }

  /// An array.
  record Items(int line, List<Json> values) implements Json {}

  /// A string.
  record Text(int line, String value) implements Json {}

  /// A number, as it is spelled.
  record Numeral(int line, String value) implements Json {}

  /// True or false.
  record Flag(int line, boolean value) implements Json {}

  /// Null.
  record Nothing(int line) implements Json {}

  /// Says that a text is not JSON.
  final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int line;

    private Malformed(int line, String why) {
      super(why);
      this.line = line;
    }

    int line() {
      return line;
    }
  }

  /// Returns the value that `text` spells.
  ///
  /// @throws Malformed if it spells none, or one that is nested too deep
  static Json parse(String text) {
    try (var parser = Reader.FACTORY.createParser(text)) {
      parser.nextToken();
      var json = Reader.value(parser);
      if (parser.nextToken() != null) {
        throw new Malformed(Reader.line(parser), "something follows its end");
      }
      return json;
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new Malformed(at == null ? 1 : Math.max(1, at.getLineNr()), "it is not JSON");
    } catch (IOException e) {
      throw new IllegalStateException("could not parse a text in memory", e);
    }
  }

  /// Makes values of tokens.
  final class Reader {

    private static final JsonFactory FACTORY =
        JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(50)
                    .maxNumberLength(100)
                    .maxStringLength(1 << 20)
                    .build())
            .build();

    private Reader() {}

    private static Json value(JsonParser parser) throws IOException {
      var line = line(parser);
      return switch (parser.currentToken()) {
        case START_OBJECT -> new Fields(line, fields(parser));
        case START_ARRAY -> new Items(line, items(parser));
        case VALUE_STRING -> new Text(line, parser.getText());
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Numeral(line, parser.getText());
        case VALUE_TRUE -> new Flag(line, true);
        case VALUE_FALSE -> new Flag(line, false);
        case VALUE_NULL -> new Nothing(line);
        case null -> throw new Malformed(line, "it is empty");
        default -> throw new Malformed(line, "it is not JSON");
      };
    }

    private static Map<String, Json> fields(JsonParser parser) throws IOException {
      var fields = new LinkedHashMap<String, Json>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        var name = parser.currentName();
        parser.nextToken();
        fields.put(name, value(parser));
      }
      return fields;
    }

    private static List<Json> items(JsonParser parser) throws IOException {
      var items = new ArrayList<Json>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(value(parser));
      }
      return items;
    }

    private static int line(JsonParser parser) {
      return Math.max(1, parser.currentTokenLocation().getLineNr());
    }
  }
}
