package dev.slipway.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/// The API of one running Slipway, with one token. Thread-safe.
public final class ApiClient {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int OK = 200;
  private static final int REDIRECT = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http;
  private final URI address;
  private final Secret token;

  /// @param address the control host, such as `http://localhost:8080`
  public ApiClient(HttpClient http, URI address, Secret token) {
    this.http = http;
    this.address = address;
    this.token = token;
  }

  /// Asks for `path` and returns the JSON of the answer.
  public JsonNode get(String path) throws InterruptedException {
    return json(request(path).GET().build());
  }

  /// Posts `fields` to `path` and returns the JSON of the answer.
  public JsonNode post(String path, Map<String, String> fields) throws InterruptedException {
    var body = fields.isEmpty() ? BodyPublishers.noBody() : body(fields);
    return json(request(path).header("Content-Type", "application/json").POST(body).build());
  }

  /// Opens the live log of `deployment`, to be closed by the caller.
  public LiveLog follow(String deployment) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(address.resolve("/api/deployments/" + deployment + "/log/stream"))
            .header("Authorization", "Bearer " + token.reveal())
            .header("Accept", "text/event-stream")
            .build();
    var response = send(request, BodyHandlers.ofInputStream());
    if (response.statusCode() != OK) {
      throw new ApiException(
          "The live log of " + deployment + " answered " + response.statusCode());
    }
    return new LiveLog(response.body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path))
        .timeout(PATIENCE)
        .header("Accept", "application/json")
        .header("Authorization", "Bearer " + token.reveal());
  }

  private static BodyPublisher body(Map<String, String> fields) {
    try {
      return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(fields));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of text is always JSON", e);
    }
  }

  private JsonNode json(HttpRequest request) throws InterruptedException {
    var response = send(request, BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      var json = JSON.readTree(body);
      if (response.statusCode() < OK || response.statusCode() >= REDIRECT) {
        throw new ApiException(problem(response.statusCode(), json));
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new ApiException(request.uri() + " did not answer with JSON; is it a Slipway?", e);
    } catch (IOException e) {
      throw new ApiException("The answer of " + request.uri() + " broke off: " + e, e);
    }
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws InterruptedException {
    try {
      return http.send(request, handler);
    } catch (IOException e) {
      throw new ApiException(
          "Could not reach Slipway at " + address + ". Is it running (./slipway up)?", e);
    }
  }

  private static String problem(int status, JsonNode json) {
    var detail = json.path("detail").asText(json.path("title").asText("no details"));
    return "Slipway answered " + status + ": " + detail;
  }
}
