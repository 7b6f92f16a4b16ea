package dev.slipway.runner.build;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// The one question to an engine that jobs have that need nothing else of it: which image has a
/// name just now. Asked by hand, because to load the engine's client takes half a second.
public final class ImageLookup {

  private static final System.Logger LOG = System.getLogger(ImageLookup.class.getName());
  private static final Duration LIMIT = Duration.ofMillis(1500);
  private static final int LONGEST = 1 << 20;
  private static final int ONCE = 16 << 10;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/:@-]{0,254}");
  private static final Pattern OK = Pattern.compile("HTTP/1\\.[01] 200(?: .*)?");
  private static final Pattern ID = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final ObjectMapper JSON = new ObjectMapper();

  private ImageLookup() {}

  /// Returns the id of the image `name`, as [Engine#imageId] does; empty if there is none, or if
  /// the engine at `address` has not said so at once in a way that is understood here.
  public static Optional<String> id(URI address, String name) {
    if (!NAME.matcher(name).matches() || address.getPath() == null) {
      return Optional.empty();
    }
    try {
      var answer =
          Deadline.ask(LIMIT, "look for the image " + name, () -> ask(address.getPath(), name));
      return id(answer);
    } catch (EngineException e) {
      LOG.log(System.Logger.Level.DEBUG, "The engine is asked again by its client", e);
      return Optional.empty();
    }
  }

  /// Version 1.0 of HTTP, so that the end of the answer is that of the connection.
  private static String ask(String socket, String name) {
    var question = "GET /images/" + name + "/json HTTP/1.0\r\nHost: engine\r\n\r\n";
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      var request = ByteBuffer.wrap(question.getBytes(US_ASCII));
      while (request.hasRemaining()) {
        channel.write(request);
      }
      var answer = new ByteArrayOutputStream();
      var buffer = ByteBuffer.allocate(ONCE);
      while (answer.size() < LONGEST && channel.read(buffer) >= 0) {
        answer.write(buffer.array(), 0, buffer.position());
        buffer.clear();
      }
      return answer.toString(UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Optional<String> id(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    var first = answer.lines().findFirst().orElse("");
    if (end < 0 || !OK.matcher(first).matches()) {
      return Optional.empty();
    }
    try {
      var id = JSON.readTree(answer.substring(end)).path("Id").asText();
      return Optional.of(id).filter(text -> ID.matcher(text).matches());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
