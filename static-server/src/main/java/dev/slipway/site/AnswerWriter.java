package dev.slipway.site;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.Extent;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.site.cache.Bodies;
import dev.slipway.site.http.Answer;
import dev.slipway.site.http.Body;
import dev.slipway.site.http.Request;
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

  /// Writes `answer`, whose body lies in `artifact`, named `digest`.
  void write(Request request, Answer answer, RoutingResponse response, Stored stored) {
    boolean bare = !request.wantsBody();
    switch (answer.body()) {
      case Body.Whole(var extent) when !bare && Bodies.fits(extent) -> {
        var bytes = bodies.get(stored.digest(), stored.artifact(), extent);
        head(answer, response);
        response.send(bytes);
      }
      case Body.Whole(var extent) when !bare ->
          stream(answer, response, stored, List.of(new Body.Part(NOTHING, extent)));
      case Body.Parts(var parts) when !bare -> stream(answer, response, stored, parts);
      case Body.None _, Body.Text _, Body.Whole _, Body.Parts _ -> write(request, answer, response);
    }
  }

  /// Where a body lies.
  record Stored(ArtifactDigest digest, Artifact artifact) {}

  private static void stream(
      Answer answer, RoutingResponse response, Stored stored, List<Body.Part> parts) {
    head(answer, response);
    try (OutputStream out = response.outputStream()) {
      for (var part : parts) {
        out.write(part.before());
        copy(stored.artifact(), part.extent(), out);
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
