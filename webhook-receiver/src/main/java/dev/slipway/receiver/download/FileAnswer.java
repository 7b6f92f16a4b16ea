package dev.slipway.receiver.download;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The answer that is a file of ours, under a name, piece by piece.
///
/// @param tag what the file never changes under, without quotes
record FileAnswer(Path file, String name, String tag) {

  void send(ServerRequest request, ServerResponse response) {
    var quoted = '"' + tag + '"';
    response
        .header(HeaderNames.CACHE_CONTROL, "private, no-cache")
        .header(HeaderNames.ETAG, quoted);
    if (request.headers().value(HeaderNames.IF_NONE_MATCH).filter(quoted::equals).isPresent()) {
      response.status(Status.NOT_MODIFIED_304).send();
      return;
    }
    try {
      response
          .header(HeaderNames.CONTENT_TYPE, "application/x-tar")
          .header(HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"" + name + '"')
          .header(HeaderNames.CONTENT_LENGTH, Long.toString(Files.size(file)));
      if (request.prologue().method().equals(Method.HEAD)) {
        response.send();
      } else {
        stream(response);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not send " + file, e);
    }
  }

  private void stream(ServerResponse response) throws IOException {
    try (var out = response.outputStream()) {
      Files.copy(file, out);
    }
  }
}
