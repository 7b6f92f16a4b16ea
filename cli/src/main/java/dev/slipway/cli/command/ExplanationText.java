package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// The API's explanation of an answer, for people.
final class ExplanationText {

  private static final int TOPIC_WIDTH = 10;

  private ExplanationText() {}

  /// Returns it in lines: what was decided, then the answer's status and header, each with its
  /// reason.
  static List<String> lines(JsonNode explanation) {
    var lines = new ArrayList<String>();
    lines.add(text(explanation, "url"));
    lines.add("");
    explanation.path("steps").forEach(step -> add(step, lines));
    lines.add("");
    lines.add("answer      " + text(explanation, "status"));
    int names = width(explanation.path("headers"), "name");
    int values = width(explanation.path("headers"), "value");
    for (var field : explanation.path("headers")) {
      lines.add(
          "  %s  %s  %s"
              .formatted(
                  padded(text(field, "name"), names),
                  padded(text(field, "value"), values),
                  text(field, "why")));
    }
    return lines;
  }

  private static void add(JsonNode step, List<String> lines) {
    var topic = padded(text(step, "topic"), TOPIC_WIDTH);
    var rule = step.path("rule");
    if (rule.isObject()) {
      var place = text(rule, "file") + ":" + text(rule, "line");
      lines.add("%s  %s  %s".formatted(topic, place, text(step, "what")));
      lines.add(" ".repeat(TOPIC_WIDTH + 2 + place.length() + 2) + text(rule, "text"));
    } else {
      lines.add("%s  %s".formatted(topic, text(step, "what")));
    }
  }

  /// Returns the width of the column `name`, unless one text is so long that the others would stand
  /// apart from what follows them.
  private static int width(JsonNode fields, String name) {
    int width = 0;
    for (var field : fields) {
      int own = text(field, name).length();
      width = own > 48 ? width : Math.max(width, own);
    }
    return width;
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /// Returns the text in `field`, in which nothing is left that a terminal would obey.
  private static String text(JsonNode node, String field) {
    return node.path(field).asText().replaceAll("\\p{Cntrl}", " ");
  }
}
