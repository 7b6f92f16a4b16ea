package dev.slipway.cli.hook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.delivery.DeliveryId;
import dev.slipway.core.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Sends `push` deliveries as GitHub does: JSON, with `X-Hub-Signature-256` over its bytes.
///
/// See GitHub's "Validating webhook deliveries".
public final class PushSender {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ALGORITHM = "HmacSHA256";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http;

  public PushSender(HttpClient http) {
    this.http = http;
  }

  /// Sends `push` to `hook`, signed with `secret`, and returns the answer.
  ///
  /// @throws IOException if the hook does not answer
  public HttpResponse<String> send(URI hook, Secret secret, Push push)
      throws IOException, InterruptedException {
    return send(hook, secret, push, new DeliveryId(UUID.randomUUID().toString()));
  }

  /// Does the same as the delivery `id`: the same again is a redelivery.
  ///
  /// @throws IOException if the hook does not answer
  public HttpResponse<String> send(URI hook, Secret secret, Push push, DeliveryId id)
      throws IOException, InterruptedException {
    return send(hook, secret, body(push), id);
  }

  HttpResponse<String> send(URI hook, Secret secret, byte[] body)
      throws IOException, InterruptedException {
    return send(hook, secret, body, new DeliveryId(UUID.randomUUID().toString()));
  }

  private HttpResponse<String> send(URI hook, Secret secret, byte[] body, DeliveryId id)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(hook)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("User-Agent", "GitHub-Hookshot/slipway")
            .header("X-GitHub-Event", "push")
            .header("X-GitHub-Delivery", id.value())
            .header("X-Hub-Signature-256", signature(secret, body))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private static byte[] body(Push push) {
    try {
      return JSON.writeValueAsBytes(push.payload());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of text are always JSON", e);
    }
  }

  private static String signature(Secret secret, byte[] body) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.utf8(), ALGORITHM));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /// A push of one commit, with the part of GitHub's payload that says so.
  ///
  /// @param ref the full name of the ref, `refs/heads/…`
  /// @param repository the name of the repository, for people
  public record Push(String ref, String commit, String message, String author, String repository) {

    private static final String NO_COMMIT = "0".repeat(40);

    Map<String, Object> payload() {
      return Map.of(
          "ref",
          ref,
          "before",
          NO_COMMIT,
          "after",
          commit,
          "created",
          true,
          "deleted",
          false,
          "head_commit",
          Map.of("id", commit, "message", message, "author", Map.of("name", author)),
          "repository",
          Map.of("name", repository));
    }
  }
}
