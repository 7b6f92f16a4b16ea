package dev.slipway.receiver;

import dev.slipway.core.account.ApiToken;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/// A person who uses the dashboard of a test's receiver, with a browser and an API token.
record DashboardUser(TestServer server, ApiToken token) {

  /// The owner of the shop.
  DashboardUser(TestServer server) {
    this(server, server.token);
  }

  /// Looks at the page at `path`.
  HttpResponse<String> page(String path) throws IOException {
    return server.send(
        server.request(path).header("Cookie", session()).header("Accept", "text/html,*/*"));
  }

  /// Presses the button of a form of the dashboard that is sent to `path`.
  HttpResponse<String> press(String path, String form) throws IOException {
    return send(path, session(), form);
  }

  /// Sends a form of the dashboard with the cookie of `session`.
  HttpResponse<String> send(String path, String session, String form) throws IOException {
    return server.send(
        fromHere(path)
            .header("Cookie", session)
            .header("Accept", "text/html")
            .POST(BodyPublishers.ofString(form)));
  }

  /// Signs in with what is said to be a token, on the way to `next`.
  HttpResponse<String> signIn(String token, String next) throws IOException {
    var form =
        "token=%s&next=%s"
            .formatted(
                URLEncoder.encode(token, StandardCharsets.UTF_8),
                URLEncoder.encode(next, StandardCharsets.UTF_8));
    return server.send(fromHere("/sign-in").POST(BodyPublishers.ofString(form)));
  }

  /// Signs in, and returns the cookie of the session.
  String session() throws IOException {
    var answer = signIn(token.secret().reveal(), "/");
    return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", -1)[0];
  }

  private HttpRequest.Builder fromHere(String path) {
    return server.request(path).header("Origin", "http://localhost:" + server.port());
  }
}
