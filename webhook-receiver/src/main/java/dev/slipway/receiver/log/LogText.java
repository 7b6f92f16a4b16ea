package dev.slipway.receiver.log;

import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.log.LogStore;
import dev.slipway.receiver.answer.Answer;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;

/// A log as text, piece by piece: the bytes as the build wrote them, from an offset.
public final class LogText {

  private static final HeaderName NEXT = HeaderNames.create("Slipway-Log-Next");
  private static final HeaderName COMPLETE = HeaderNames.create("Slipway-Log-Complete");
  private static final int USUAL = 256 * 1024;
  private static final int MOST = 4 * 1024 * 1024;

  private final LogStore logs;

  public LogText(LogStore logs) {
    this.logs = logs;
  }

  /// Answers with the log of `deployment` from `?offset=`, `?limit=` bytes at most. Headers say
  /// where to go on, and whether there is nothing to go on for.
  public void send(Deployment deployment, ServerRequest request, ServerResponse response) {
    long offset = LogOffset.parameter(request, "offset", 0);
    int limit = (int) Math.min(LogOffset.parameter(request, "limit", USUAL), MOST);
    var bytes = new ByteArrayOutputStream();
    boolean atEnd = false;
    while (!atEnd && bytes.size() < limit) {
      var chunk = logs.read(deployment.id(), offset + bytes.size(), limit - bytes.size());
      bytes.writeBytes(chunk.bytes());
      atEnd = chunk.bytes().length == 0;
    }
    // The deployment was read before the log: if it had ended then, nothing came after.
    boolean complete = atEnd && deployment.state().isFinal();
    response
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .header(NEXT, Long.toString(offset + bytes.size()))
        .header(COMPLETE, Boolean.toString(complete));
    Answer.send(request, response, "text/plain; charset=utf-8", bytes.toByteArray());
  }
}
