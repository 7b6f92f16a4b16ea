package dev.slipway.artifact;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The JSON of a manifest, token by token; what is not as it should be is an [ArtifactException].
final class JsonInput {

  private final JsonParser json;

  JsonInput(JsonParser json) {
    this.json = json;
  }

  /// Something that reads the value at hand.
  interface Reading<T> {

    T read() throws IOException;
  }

  /// Something that reads, or skips, the field of the object at hand that has this name.
  interface FieldReading {

    void read(String field) throws IOException;
  }

  /// Reads an object, field by field.
  void object(String what, FieldReading field) throws IOException {
    next(JsonToken.START_OBJECT, what + " as an object");
    fields(field);
  }

  /// Reads an array of objects, each by `object`, which begins behind its brace.
  <T> List<T> objects(String what, Reading<T> object) throws IOException {
    next(JsonToken.START_ARRAY, what + " as an array");
    var objects = new ArrayList<T>();
    while (json.nextToken() == JsonToken.START_OBJECT) {
      objects.add(object.read());
    }
    expect(JsonToken.END_ARRAY, "only objects in " + what);
    return objects;
  }

  /// Reads the rest of an object whose brace is behind.
  void fields(FieldReading field) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      field.read(json.currentName());
    }
    expect(JsonToken.END_OBJECT, "an end to an object");
  }

  /// Reads an array of texts.
  List<String> texts(String what) throws IOException {
    next(JsonToken.START_ARRAY, what + " as an array");
    var texts = new ArrayList<String>();
    while (json.nextToken() == JsonToken.VALUE_STRING) {
      texts.add(json.getText());
    }
    expect(JsonToken.END_ARRAY, "only texts in " + what);
    return texts;
  }

  String text(String what) throws IOException {
    next(JsonToken.VALUE_STRING, what + " as a text");
    return json.getText();
  }

  long wholeNumber(String what) throws IOException {
    next(JsonToken.VALUE_NUMBER_INT, what + " as a whole number");
    var number = json.getLongValue();
    if (number < 0) {
      throw new ArtifactException(what + " is negative");
    }
    return number;
  }

  int smallNumber(String what) throws IOException {
    var number = wholeNumber(what);
    if (number > Integer.MAX_VALUE) {
      throw new ArtifactException(what + " is too large");
    }
    return (int) number;
  }

  boolean flag() throws IOException {
    return json.nextToken() == JsonToken.VALUE_TRUE;
  }

  /// Reads one of `values`, spelled as [#spelled] does.
  <E extends Enum<E>> E oneOf(E[] values, String what) throws IOException {
    var text = text(what);
    for (var value : values) {
      if (spelled(value).equals(text)) {
        return value;
      }
    }
    throw new ArtifactException("there is no " + what + " " + text);
  }

  void skip() throws IOException {
    json.nextToken();
    json.skipChildren();
  }

  /// Requires that nothing follows.
  void requireEnd() throws IOException {
    if (json.nextToken() != null) {
      throw new ArtifactException("something follows the manifest's object");
    }
  }

  static <T> T required(@Nullable T value, String what) {
    if (value == null) {
      throw new ArtifactException("it has no " + what);
    }
    return value;
  }

  /// Returns how a value of an enumeration is spelled in a manifest: `single-page`.
  static String spelled(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void next(JsonToken token, String what) throws IOException {
    json.nextToken();
    expect(token, what);
  }

  private void expect(JsonToken token, String what) {
    if (json.currentToken() != token) {
      throw new ArtifactException("it should have " + what);
    }
  }
}
