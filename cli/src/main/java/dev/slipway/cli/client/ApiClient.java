package dev.slipway.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.slipway.core.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The API of one running Slipway, with one token. Thread-safe.
public final class ApiClient {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LONGEST_DOWNLOAD = Duration.ofHours(1);
  private static final int MULTIPLE_CHOICES = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http;
  private final URI address;
  private final Secret token;
  private final Duration patience;

  /// @param address the control host, such as `http://localhost:8080`
  public ApiClient(HttpClient http, URI address, Secret token) {
    this(http, address, token, PATIENCE);
  }

  /// @param patience how long to wait for an answer, and for more of a live log
  ApiClient(HttpClient http, URI address, Secret token, Duration patience) {
    this.http = http;
    this.address = address;
    this.token = token;
    this.patience = patience;
  }

  /// Returns `word` as one segment of a path, whatever is in it.
  public static String segment(String word) {
    return URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// Asks for `path` and returns the JSON of the answer.
  ///
  /// @throws ApiException if there is no answer, or one that is no success
  public JsonNode get(String path) throws InterruptedException {
    return json(request(path, "application/json").GET().build());
  }

  /// Posts `fields` to `path` and returns the JSON of the answer.
  ///
  /// @throws ApiException if there is no answer, or one that is no success
  public JsonNode post(String path, Map<String, String> fields) throws InterruptedException {
    var body = fields.isEmpty() ? BodyPublishers.noBody() : body(fields);
    return json(
        request(path, "application/json")
            .header("Content-Type", "application/json")
            .POST(body)
            .build());
  }

  /// Posts `fields` to `path` and returns the JSON of the answer.
  ///
  /// @throws ApiException if there is no answer, or one that is no success
  public JsonNode post(String path, JsonNode fields) throws InterruptedException {
    return change("POST", path, fields);
  }

  /// Changes what is at `path` to what `fields` say, and returns the JSON of the answer.
  ///
  /// @throws ApiException if there is no answer, or one that is no success
  public JsonNode patch(String path, JsonNode fields) throws InterruptedException {
    return change("PATCH", path, fields);
  }

  /// Puts `fields` at `path` and returns the JSON of the answer.
  ///
  /// @throws ApiException if there is no answer, or one that is no success
  public JsonNode put(String path, JsonNode fields) throws InterruptedException {
    return change("PUT", path, fields);
  }

  private JsonNode change(String method, String path, JsonNode fields) throws InterruptedException {
    return json(
        request(path, "application/json")
            .header("Content-Type", "application/json")
            .method(method, body(fields))
            .build());
  }

  /// Posts `text`, which is UTF-8, to `path` and returns the JSON of the answer.
  ///
  /// @throws ApiException if there is no answer, or one that is no success
  public JsonNode upload(String path, byte[] text) throws InterruptedException {
    return json(
        request(path, "application/json")
            .header("Content-Type", "text/plain; charset=utf-8")
            .POST(BodyPublishers.ofByteArray(text))
            .build());
  }

  /// Deletes what is at `path`.
  ///
  /// @throws ApiException if there is no answer, or one that is no success
  public void delete(String path) throws InterruptedException {
    var response =
        send(request(path, "application/json").DELETE().build(), BodyHandlers.ofString());
    if (!isSuccess(response)) {
      throw refused(response, response.body());
    }
  }

  /// Opens the live log of `deployment` from its beginning, to be closed by the caller.
  ///
  /// @throws ApiException if there is no answer, or one that is no success
  public LiveLog follow(String deployment) throws InterruptedException {
    return follow(deployment, "");
  }

  /// Opens the live log of `deployment` behind `position`, to be closed by the caller.
  ///
  /// @param position what an earlier [LiveLog#position()] returned
  /// @throws ApiException if there is no answer, or one that is no success
  public LiveLog follow(String deployment, String position) throws InterruptedException {
    var path = "/api/deployments/" + segment(deployment) + "/log/stream";
    var request = request(path, "text/event-stream");
    if (!position.isEmpty()) {
      request.header("Last-Event-ID", position);
    }
    var response = send(request.GET().build(), BodyHandlers.ofInputStream());
    if (isSuccess(response)) {
      return new LiveLog(response.body(), position, patience);
    }
    try (var body = response.body()) {
      throw refused(response, new String(body.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw refused(response, "");
    }
  }

  /// Writes what is at `path` to `file`, all of it or nothing.
  ///
  /// @throws ApiException if there is no answer, or one that is no success
  public void download(String path, Path file) throws InterruptedException {
    var part = file.resolveSibling(file.getFileName() + ".part");
    try {
      var response = sendWhole(request(path, "*/*").GET().build(), ofFileOnSuccess(part));
      if (!isSuccess(response)) {
        throw refused(response, response.body());
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + file + ": " + e, e);
    } finally {
      delete(part);
    }
  }

  /// Sends `request`, and waits for all of the answer, but not for ever.
  private <T> HttpResponse<T> sendWhole(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws InterruptedException {
    var answer = http.sendAsync(request, handler);
    try {
      return answer.get(LONGEST_DOWNLOAD.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      answer.cancel(true);
      throw ApiException.unanswered(
          "Could not get " + request.uri() + ": " + e + ". Is Slipway running (./slipway up)?", e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not delete " + file + ": " + e, e);
    }
  }

  /// Returns what puts a success into `file`, and anything else into a text.
  private static HttpResponse.BodyHandler<String> ofFileOnSuccess(Path file) {
    return head ->
        head.statusCode() == HttpURLConnection.HTTP_OK
            ? BodySubscribers.mapping(BodySubscribers.ofFile(file), Path::toString)
            : BodySubscribers.ofString(StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String path, String accepted) {
    return HttpRequest.newBuilder(address.resolve(path))
        .timeout(patience)
        .header("Accept", accepted)
        .header("Authorization", "Bearer " + token.reveal());
  }

  private static BodyPublisher body(Object fields) {
    try {
      return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(fields));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of text and a tree of nodes are always JSON", e);
    }
  }

  private JsonNode json(HttpRequest request) throws InterruptedException {
    var response = send(request, BodyHandlers.ofString());
    if (!isSuccess(response)) {
      throw refused(response, response.body());
    }
    var json = parsed(response.body());
    if (json.isMissingNode()) {
      throw ApiException.refused(request.uri() + " did not answer with JSON; is it a Slipway?");
    }
    return json;
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws InterruptedException {
    try {
      return http.send(request, handler);
    } catch (IOException e) {
      throw ApiException.unanswered(
          "Could not reach Slipway at " + address + ". Is it running (./slipway up)?", e);
    }
  }

  private static boolean isSuccess(HttpResponse<?> response) {
    return response.statusCode() >= HttpURLConnection.HTTP_OK
        && response.statusCode() < MULTIPLE_CHOICES;
  }

  private ApiException refused(HttpResponse<?> response, String body) {
    int status = response.statusCode();
    var problem = parsed(body);
    var said = problem.path("detail").asText(problem.path("title").asText(""));
    if (status == HttpURLConnection.HTTP_UNAUTHORIZED) {
      return ApiException.refused(
          "Slipway at "
              + address
              + " does not know the API token. Set SLIPWAY_TOKEN to one of its own, or name its"
              + " data folder with --data.");
    }
    return ApiException.refused(
        said.isEmpty()
            ? response.uri()
                + " answered with status "
                + status
                + " and no reason; is it a Slipway?"
            : "Slipway answered " + status + ": " + said);
  }

  /// Returns the JSON object that `text` is, or a missing node if it is none.
  private static JsonNode parsed(String text) {
    try {
      var json = JSON.readTree(text);
      return json.isObject() ? json : MissingNode.getInstance();
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
