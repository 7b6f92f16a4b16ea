package dev.slipway.serving.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.serving.http.Answer;
import dev.slipway.serving.http.Body;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One page of ours: a state in a word, a headline, a sentence, and what may follow.
///
/// @param state the state in a word or two
/// @param whatToDo empty if there is nothing to do
/// @param steps the steps of a deployment, with the one that it is at; none if it is at none
/// @param facts what identifies the matter, in order
/// @param form what the visitor may fill in; empty for nothing
/// @param again after how many seconds the page asks anew; 0 for never
record StatusPage(
    int status,
    Tone tone,
    String state,
    String headline,
    String sentence,
    String whatToDo,
    Steps steps,
    Map<String, String> facts,
    Optional<PasswordForm> form,
    int again) {

  /// How a page feels.
  enum Tone {
    BUSY("busy"),
    BAD("bad"),
    CALM("calm");

    private final String word;

    Tone(String word) {
      this.word = word;
    }
  }

  /// The way of a deployment, and how far on it one is.
  ///
  /// @param now the index of the current one in `names`
  record Steps(List<String> names, int now) {
    static final Steps NONE = new Steps(List.of(), 0);

    Steps {
      names = List.copyOf(names);
    }
  }

  private static final String STYLE = style();
  private static final String POLICY =
      "default-src 'none'; img-src data:; base-uri 'none'; style-src 'sha256-"
          + sha256(STYLE)
          + "'; form-action ";
  private static final String NO_FORM = "'none'";
  private static final String OWN_FORM = "'self'; frame-ancestors 'none'";

  StatusPage {
    facts = new LinkedHashMap<>(facts);
  }

  /// Returns a page that says `sentence`, and nothing more.
  static StatusPage plain(int status, Tone tone, String state, String headline, String sentence) {
    return new StatusPage(
        status, tone, state, headline, sentence, "", Steps.NONE, Map.of(), Optional.empty(), 0);
  }

  /// Returns this page with `advice` on what to do.
  StatusPage advising(String advice) {
    return new StatusPage(
        status, tone, state, headline, sentence, advice, steps, facts, form, again);
  }

  /// Returns this page asking anew every `seconds`.
  StatusPage askingAgain(int seconds) {
    return new StatusPage(
        status, tone, state, headline, sentence, whatToDo, steps, facts, form, seconds);
  }

  /// Returns this page with a `form` to fill in.
  StatusPage asking(PasswordForm wanted) {
    return new StatusPage(
        status,
        tone,
        state,
        headline,
        sentence,
        whatToDo,
        steps,
        facts,
        Optional.of(wanted),
        again);
  }

  /// Returns the page as an answer.
  Answer answer() {
    var fields = new LinkedHashMap<String, String>();
    fields.put("Content-Type", "text/html; charset=utf-8");
    fields.put("Cache-Control", "no-store");
    fields.put("X-Robots-Tag", "noindex");
    fields.put("X-Content-Type-Options", "nosniff");
    fields.put("Referrer-Policy", "strict-origin-when-cross-origin");
    fields.put("Content-Security-Policy", POLICY + (form.isPresent() ? OWN_FORM : NO_FORM));
    if (again > 0) {
      fields.put("Retry-After", String.valueOf(again));
    }
    return new Answer(status, fields, new Body.Text(html().getBytes(UTF_8)));
  }

  private String html() {
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    %s<title>%s</title>
    <link rel="icon" href="data:,">
    <style>%s</style>
    </head>
    <body>
    <main class="%s">
    <p class="state">%s</p>
    <h1>%s</h1>
    <p>%s</p>
    %s%s%s%s</main>
    <footer>Slipway</footer>
    </body>
    </html>
    """
        .formatted(
            again > 0 ? "<meta http-equiv=\"refresh\" content=\"" + again + "\">\n" : "",
            Html.escaped(headline),
            STYLE,
            tone.word,
            Html.escaped(state),
            Html.escaped(headline),
            Html.escaped(sentence),
            form.map(PasswordForm::html).orElse(""),
            todoHtml(),
            stepsHtml(),
            factsHtml());
  }

  private String todoHtml() {
    return whatToDo.isEmpty()
        ? ""
        : "<section class=\"todo\"><h2>What to do</h2><p>%s</p></section>\n"
            .formatted(Html.escaped(whatToDo));
  }

  private String stepsHtml() {
    var html = new StringBuilder();
    for (int i = 0; i < steps.names().size(); i++) {
      var mark = i < steps.now() ? " class=\"done\"" : i == steps.now() ? " class=\"now\"" : "";
      html.append("<li%s>%s</li>".formatted(mark, Html.escaped(steps.names().get(i))));
    }
    return html.isEmpty() ? "" : "<ol class=\"steps\">" + html + "</ol>\n";
  }

  private String factsHtml() {
    var html = new StringBuilder();
    facts.forEach((name, value) ->
        html.append("<dt>%s</dt><dd>%s</dd>".formatted(Html.escaped(name), Html.escaped(value))));
    return html.isEmpty() ? "" : "<dl>" + html + "</dl>\n";
  }

  private static String style() {
    try (InputStream css = StatusPage.class.getResourceAsStream("status-page.css")) {
      if (css == null) {
        throw new IllegalStateException("status-page.css is missing from the class path");
      }
      return new String(css.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
