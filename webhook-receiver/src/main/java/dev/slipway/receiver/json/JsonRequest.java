package dev.slipway.receiver.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.receiver.problem.Problem;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The JSON object that a call of the API came with. Read strictly: a field that the call does not
/// know is an error, since it is most often a misspelt one.
public final class JsonRequest {

  private final ObjectNode object;

  private JsonRequest(ObjectNode object) {
    this.object = object;
  }

  /// Returns the object in `body`; an empty body is an empty object.
  public static JsonRequest parse(byte[] body, Set<String> known) {
    var object = body.length == 0 ? JsonNodeFactory.instance.objectNode() : object(tree(body));
    object
        .fieldNames()
        .forEachRemaining(name -> {
          if (!known.contains(name)) {
            throw Problem.badField(name, "Unknown field. Known are: " + list(known) + ".")
                .exception();
          }
        });
    return new JsonRequest(object);
  }

  /// Returns the text in `field`, or empty if it is absent or null.
  public Optional<String> text(String field) {
    var value = object.get(field);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw Problem.badField(field, "Must be a text.").exception();
    }
    return Optional.of(value.textValue());
  }

  /// Returns the text in `field`, which must be there.
  public String required(String field) {
    return text(field)
        .orElseThrow(() -> Problem.badField(field, "Is missing; it is required.").exception());
  }

  /// Tells whether `field` is there, be it null.
  public boolean names(String field) {
    return object.has(field);
  }

  /// Returns the truth value in `field`; false if it is absent or null.
  public boolean flag(String field) {
    var value = object.get(field);
    if (value == null || value.isNull()) {
      return false;
    }
    if (!value.isBoolean()) {
      throw Problem.badField(field, "Must be true or false.").exception();
    }
    return value.booleanValue();
  }

  /// Returns the whole number in `field`, from 1 to `most`, or empty if it is absent or null.
  public Optional<Integer> number(String field, int most) {
    var value = object.get(field);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isIntegralNumber()) {
      throw Problem.badField(field, "Must be a whole number.").exception();
    }
    if (!value.canConvertToInt() || value.intValue() < 1 || value.intValue() > most) {
      var allowed = "%s: must be a whole number from 1 to %d.".formatted(value, most);
      throw Problem.notAllowed(field, allowed).exception();
    }
    return Optional.of(value.intValue());
  }

  private static JsonNode tree(byte[] body) {
    try {
      return Json.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw Problem.badRequest(JsonFault.words("body", e)).exception();
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can always be read", e);
    }
  }

  private static ObjectNode object(JsonNode tree) {
    if (tree instanceof ObjectNode object) {
      return object;
    }
    throw Problem.badRequest("The body must be a JSON object.").exception();
  }

  private static String list(Set<String> known) {
    return known.isEmpty() ? "none" : String.join(", ", new TreeSet<>(known));
  }
}
