package dev.slipway.serving.file;

import dev.slipway.artifact.StoredFile;
import dev.slipway.serving.http.Body;
import dev.slipway.serving.http.HttpDate;
import dev.slipway.serving.page.Pages;
import dev.slipway.serving.trace.Trace.Topic;
import java.time.Instant;
import java.util.Optional;

/// Makes the answers that are files: in the form that suits the client, all of it or parts, or
/// nothing because the client has it already.
///
/// @param modified when the files last changed; empty if that can't be told
record FileAnswers(Terms terms, Optional<Instant> modified) {

  private static final String ENCODING = "Accept-Encoding";

  /// Returns the answer with `file`; `fields` says already what the choice of the file depended on.
  Draft of(Exchange exchange, StoredFile file, Fields fields) {
    fields.vary(ENCODING, "the file may be stored in several encodings");
    var ranges = ranges(exchange, file);
    var form = ranges.isPresent() ? Optional.of(Form.plain(file)) : form(exchange, file);
    if (form.isEmpty()) {
      var page = Draft.page(Pages.notAcceptable(), exchange.trace());
      page.fields().vary(ENCODING, "every form was refused");
      return page;
    }
    note(exchange, form.get(), ranges.isPresent());
    return conditional(exchange, form.get(), ranges, fields);
  }

  /// Returns the answer with `file` in place of what was asked for. It is not to be kept, and has
  /// nothing that a condition could be about.
  Draft instead(Exchange exchange, StoredFile file, int status) {
    var form = form(exchange, file).orElseGet(() -> Form.plain(file));
    note(exchange, form, false);
    var fields = new Fields(exchange.trace());
    describe(form, fields);
    fields.set("Cache-Control", Terms.NEVER_STORE, "an error is not to be kept");
    fields.vary(ENCODING, "the file may be stored in several encodings");
    return new Draft(status, fields, new Body.Whole(form.extent()));
  }

  private Draft conditional(
      Exchange exchange, Form form, Optional<ByteRanges> ranges, Fields fields) {
    var request = exchange.request();
    var conditions = new Preconditions(form.tag(), modified);
    return switch (conditions.check(request)) {
      case FAIL -> Draft.page(Pages.preconditionFailed(), exchange.trace());
      case NOT_MODIFIED -> {
        validate(exchange, form, fields);
        yield new Draft(304, fields, new Body.None());
      }
      case HOLD -> {
        describe(form, fields);
        fields.set("Accept-Ranges", "bytes", "parts of files can be had");
        validate(exchange, form, fields);
        yield ranges.isPresent() && conditions.allowPart(request)
            ? PartialAnswers.of(form, ranges.get(), fields)
            : new Draft(200, fields, new Body.Whole(form.extent()));
      }
    };
  }

  private static void describe(Form form, Fields fields) {
    fields.set("Content-Type", form.file().contentType(), "by the name of the file");
    if (!form.file().links().isEmpty()) {
      fields.set("Link", form.file().links(), "what the head of the page asks to be fetched early");
    }
    if (form.encoding().isPresent()) {
      fields.set("Content-Encoding", form.encoding().get(), "the form that was chosen");
    }
  }

  private void validate(Exchange exchange, Form form, Fields fields) {
    terms.addCaching(fields, form, exchange.isFor(form.file().path()));
    fields.set("ETag", form.tag(), "the digest of the file, and the form");
    if (modified.isPresent()) {
      fields.set("Last-Modified", HttpDate.text(modified.get()), "the time of the commit");
    }
  }

  /// Returns the form that the client likes best; empty if it refuses all.
  private static Optional<Form> form(Exchange exchange, StoredFile file) {
    return exchange.noTransform().isPresent()
        ? Optional.of(Form.plain(file))
        : Form.best(file, AcceptedEncodings.parse(exchange.request().header(ENCODING).orElse("")));
  }

  /// Returns the parts of the plain form that are asked for: only `GET` can ask for any.
  private static Optional<ByteRanges> ranges(Exchange exchange, StoredFile file) {
    var request = exchange.request();
    return request.method().equals("GET")
        ? request.header("Range").flatMap(range -> ByteRanges.parse(range, file.file().size()))
        : Optional.empty();
  }

  private static void note(Exchange exchange, Form form, boolean ranges) {
    var trace = exchange.trace();
    trace.step(Topic.FILE, () -> form.file().path());
    trace.step(Topic.FORM, () -> form.encoding().orElse("identity") + why(exchange, form, ranges));
  }

  private static String why(Exchange exchange, Form form, boolean ranges) {
    var rule = exchange.noTransform();
    if (ranges) {
      return ": ranges are parts of the plain form";
    }
    if (rule.isPresent()) {
      return ": %s says %s".formatted(rule.get().origin(), rule.get().value());
    }
    if (form.file().variants().isEmpty()) {
      return ": the only form of this file";
    }
    return ": Accept-Encoding is " + exchange.request().header(ENCODING).orElse("not sent");
  }
}
