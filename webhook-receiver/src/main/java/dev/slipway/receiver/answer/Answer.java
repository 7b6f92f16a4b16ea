package dev.slipway.receiver.answer;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// A body on its way out. Helidon would send one after `HEAD`, and the client would take it for the
/// next answer.
public final class Answer {

  private Answer() {}

  /// Sends `body` as `contentType`, or only its headers if only they were asked for.
  public static void send(
      ServerRequest request, ServerResponse response, String contentType, byte[] body) {
    response.header(HeaderNames.CONTENT_TYPE, contentType);
    response.header(HeaderValues.create(HeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff"));
    if (request.prologue().method().equals(Method.HEAD)) {
      response.contentLength(body.length);
      response.send();
    } else {
      response.send(body);
    }
  }
}
