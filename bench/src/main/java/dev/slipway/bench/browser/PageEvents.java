package dev.slipway.bench.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// What a tab has told without being asked: what went wrong, and which requests are on their way.
/// Thread-safe.
final class PageEvents {

  private static final int FIRST_ERROR_STATUS = 400;
  private static final Set<String> BAD_CALLS = Set.of("error", "assert");

  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final Map<String, String> requests = new ConcurrentHashMap<>();
  private volatile long lastAt = System.nanoTime();

  /// Takes one event of the protocol.
  void take(JsonNode event) {
    var params = event.path("params");
    var request = params.path("requestId").asText();
    switch (event.path("method").asText()) {
      case "Runtime.exceptionThrown" ->
          complaints.add("exception: " + thrown(params.path("exceptionDetails")));
      case "Runtime.consoleAPICalled" -> called(params);
      case "Log.entryAdded" -> logged(params.path("entry"));
      case "Network.requestWillBeSent" -> {
        lastAt = System.nanoTime();
        requests.put(request, params.path("request").path("url").asText());
      }
      case "Network.responseReceived" -> answered(params.path("response"));
      case "Network.loadingFinished" -> ended(request);
      case "Network.loadingFailed" -> {
        failed(request, params);
        ended(request);
      }
      default -> {
        // Nothing that is looked at.
      }
    }
  }

  /// Returns the errors in the console and the requests that failed, in their order.
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /// Returns whether no request is on its way, nor was any for `nanos`.
  boolean quietFor(long nanos) {
    return requests.isEmpty() && System.nanoTime() - lastAt > nanos;
  }

  /// Returns what is still on its way.
  List<String> pending() {
    return List.copyOf(requests.values());
  }

  private void called(JsonNode params) {
    if (BAD_CALLS.contains(params.path("type").asText())) {
      var text = new StringBuilder("console.error:");
      params
          .path("args")
          .forEach(argument ->
              text.append(' ')
                  .append(
                      argument
                          .path("value")
                          .asText(argument.path("description").asText("(no text)"))));
      complaints.add(text.toString());
    }
  }

  private void logged(JsonNode entry) {
    if (entry.path("level").asText().equals("error")) {
      complaints.add("console: " + entry.path("text").asText() + " " + entry.path("url").asText());
    }
  }

  private void answered(JsonNode response) {
    if (response.path("status").asInt() >= FIRST_ERROR_STATUS) {
      complaints.add(
          "answer %d: %s"
              .formatted(response.path("status").asInt(), response.path("url").asText()));
    }
  }

  /// A page that is left gives up what it was still asking for; that is no failure.
  private void failed(String request, JsonNode params) {
    if (!params.path("canceled").asBoolean()) {
      complaints.add(
          "no answer (%s): %s"
              .formatted(params.path("errorText").asText(), requests.getOrDefault(request, "?")));
    }
  }

  private void ended(String request) {
    requests.remove(request);
    lastAt = System.nanoTime();
  }

  private static String thrown(JsonNode details) {
    return details.path("exception").path("description").asText(details.path("text").asText());
  }
}
