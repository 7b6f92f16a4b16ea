package dev.slipway.receiver.hook;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.receiver.json.Json;
import dev.slipway.receiver.json.JsonFault;
import dev.slipway.receiver.problem.Problem;
import java.io.IOException;
import java.util.Optional;

/// What is read of a delivery's JSON, whatever the event.
///
/// Not every real payload follows the published schema, so nothing is demanded here: what is
/// missing, null or of another type is empty. The rest, megabytes of it, is skipped without being
/// made into objects.
///
/// @param ref the full name of what was pushed, such as `refs/heads/main`
/// @param before the commit that it pointed at; zeros when it is new
/// @param after the commit that it points at now; zeros when it was deleted
/// @param head the commit that was pushed last
record Payload(
    Optional<String> ref,
    Optional<String> before,
    Optional<String> after,
    boolean deleted,
    Optional<HeadCommit> head) {

  /// The commit that was pushed last.
  ///
  /// @param message the whole message
  record HeadCommit(Optional<String> id, String message, String author) {}

  /// Returns what is in `json`; anything but one JSON object is refused.
  static Payload parse(byte[] json) {
    try (var parser = Json.FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw Problem.badRequest("The payload must be a JSON object.").exception();
      }
      var payload = object(parser);
      if (parser.nextToken() != null) {
        throw Problem.badRequest("Something follows the payload's JSON object.").exception();
      }
      return payload;
    } catch (JsonProcessingException e) {
      throw Problem.badRequest(JsonFault.words("payload", e)).exception();
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can always be read", e);
    }
  }

  private static Payload object(JsonParser parser) throws IOException {
    var ref = Optional.<String>empty();
    var before = Optional.<String>empty();
    var after = Optional.<String>empty();
    var head = Optional.<HeadCommit>empty();
    boolean deleted = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "ref" -> ref = text(parser);
        case "before" -> before = text(parser);
        case "after" -> after = text(parser);
        case "deleted" -> deleted = parser.currentToken() == JsonToken.VALUE_TRUE;
        case "head_commit" -> head = headCommit(parser);
        default -> {}
      }
      parser.skipChildren();
    }
    return new Payload(ref, before, after, deleted, head);
  }

  private static Optional<HeadCommit> headCommit(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return Optional.empty();
    }
    var id = Optional.<String>empty();
    var message = "";
    var author = "";
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "id" -> id = text(parser);
        case "message" -> message = text(parser).orElse("");
        case "author" -> author = authorName(parser);
        default -> {}
      }
      parser.skipChildren();
    }
    return Optional.of(new HeadCommit(id, message, author));
  }

  private static String authorName(JsonParser parser) throws IOException {
    var author = "";
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        var name = parser.currentName();
        parser.nextToken();
        if ("name".equals(name)) {
          author = text(parser).orElse("");
        }
        parser.skipChildren();
      }
    }
    return author;
  }

  private static Optional<String> text(JsonParser parser) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_STRING
        ? Optional.of(parser.getText())
        : Optional.empty();
  }
}
