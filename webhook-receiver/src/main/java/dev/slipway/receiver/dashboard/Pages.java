package dev.slipway.receiver.dashboard;

import dev.slipway.receiver.answer.Answer;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/// Templates on their way out as pages, with the headers that say how little a page may do.
final class Pages {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
  private final Assets assets;

  Pages(Assets assets) {
    this.assets = assets;
  }

  /// Answers with `template`, rendered with `parameters` and the assets.
  void send(
      ServerRequest request,
      ServerResponse response,
      String template,
      Map<String, Object> parameters) {
    response
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .header(HeaderNames.create("Content-Security-Policy"), POLICY)
        .header(HeaderNames.create("Referrer-Policy"), "same-origin")
        .header(HeaderNames.create("Cross-Origin-Opener-Policy"), "same-origin")
        .header(HeaderNames.create("Cross-Origin-Resource-Policy"), "same-origin");
    Answer.send(request, response, "text/html; charset=utf-8", rendered(template, parameters));
  }

  private byte[] rendered(String template, Map<String, Object> parameters) {
    var all = new HashMap<>(parameters);
    all.put("assets", assets);
    var output = new Utf8ByteOutput();
    templates.render(template, all, output);
    var bytes = new ByteArrayOutputStream(output.getContentLength());
    try {
      output.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
