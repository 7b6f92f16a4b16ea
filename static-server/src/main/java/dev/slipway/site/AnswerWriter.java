package dev.slipway.site;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.Extent;
import dev.slipway.serving.http.Answer;
import dev.slipway.serving.http.Body;
import dev.slipway.serving.http.Request;
import dev.slipway.site.cache.Bodies;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.RoutingResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// Writes answers to Helidon's responses.
final class AnswerWriter {

  private static final int CHUNK = 64 * 1024;
  private static final byte[] NOTHING = {};

  private final Bodies bodies;

  /// Takes small bodies from `bodies`.
  AnswerWriter(Bodies bodies) {
    this.bodies = bodies;
  }

  /// Writes `answer`, a page of ours.
  static void write(Request request, Answer answer, RoutingResponse response) {
    head(answer, response);
    response.send(
        request.wantsBody() && answer.body() instanceof Body.Text(var bytes) ? bytes : NOTHING);
  }

  /// Writes `reply`.
  void write(Request request, Reply reply, RoutingResponse response) {
    if (reply.stored().isPresent()) {
      write(request, reply.answer(), response, reply.stored().get());
    } else {
      write(request, reply.answer(), response);
    }
  }

  private void write(
      Request request, Answer answer, RoutingResponse response, Reply.Stored stored) {
    boolean bare = !request.wantsBody();
    var artifact = stored.lease().artifact();
    switch (answer.body()) {
      case Body.Whole(var extent) when !bare && Bodies.fits(extent) -> {
        var bytes = bodies.get(stored.route().artifact(), artifact, extent);
        head(answer, response);
        response.send(bytes);
      }
      case Body.Whole(var extent) when !bare ->
          stream(answer, response, artifact, List.of(new Body.Part(NOTHING, extent)));
      case Body.Parts(var parts) when !bare -> stream(answer, response, artifact, parts);
      case Body.None _, Body.Text _, Body.Whole _, Body.Parts _ -> write(request, answer, response);
    }
  }

  private static void stream(
      Answer answer, RoutingResponse response, Artifact artifact, List<Body.Part> parts) {
    head(answer, response);
    try (OutputStream out = response.outputStream()) {
      for (var part : parts) {
        out.write(part.before());
        copy(artifact, part.extent(), out);
      }
    } catch (IOException e) {
      throw new CloseConnectionException("the client went away", e);
    }
    response.commit();
  }

  private static void copy(Artifact artifact, Extent extent, OutputStream out) throws IOException {
    long end = extent.offset() + extent.length();
    for (long offset = extent.offset(); offset < end; offset += CHUNK) {
      var chunk = artifact.read(new Extent(offset, Math.min(CHUNK, end - offset)));
      out.write(chunk.array(), chunk.arrayOffset(), chunk.remaining());
    }
  }

  private static void head(Answer answer, RoutingResponse response) {
    response.status(Status.create(answer.status()));
    answer.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
    if (answer.hasLength()) {
      response.header(
          HeaderValues.create(HeaderNames.CONTENT_LENGTH, String.valueOf(answer.body().length())));
    }
  }
}
