package dev.slipway.serving.file;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.Fallback;
import dev.slipway.artifact.StoredFile;
import dev.slipway.serving.http.Answer;
import dev.slipway.serving.http.Body;
import dev.slipway.serving.http.HttpDate;
import dev.slipway.serving.http.Request;
import dev.slipway.serving.page.Pages;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The files of one artifact, as a host hands them out.
///
/// An answer says which bytes of the artifact it has, and holds none of them.
public final class SiteFiles {

  private static final String METHODS = "GET, HEAD, OPTIONS";
  private static final String NOT_FOUND = "404.html";
  private static final String ANY_PATH = "200.html";
  private static final String INDEX = "index.html";

  private final Artifact artifact;
  private final Earlier earlier;
  private final Terms terms;
  private final Lookup lookup;
  private final Optional<Instant> modified;

  /// Hands out `artifact` on `terms`. What claims to be of later than `clock` says has no
  /// `Last-Modified`, as the standard wants it.
  public SiteFiles(Artifact artifact, Terms terms, Clock clock) {
    this(artifact, terms, Earlier.NONE, clock);
  }

  /// Does the same for a host that showed `earlier` until a short while ago.
  public SiteFiles(Artifact artifact, Terms terms, Earlier earlier, Clock clock) {
    this.artifact = artifact;
    this.earlier = earlier;
    this.terms = terms;
    this.lookup = new Lookup(artifact::file);
    this.modified =
        Optional.of(artifact.manifest().source().committedAt().truncatedTo(ChronoUnit.SECONDS))
            .filter(committed -> !committed.isAfter(clock.instant()));
  }

  /// Returns the answer to `request`.
  public Answer answer(Request request) {
    var answer =
        switch (request.method()) {
          case "GET", "HEAD" -> found(request);
          case "OPTIONS" -> new Answer(204, Map.of("Allow", METHODS), new Body.None());
          default -> Pages.methodNotAllowed().with(Map.of("Allow", METHODS));
        };
    return answer.with(terms.fields());
  }

  private Answer found(Request request) {
    var path = RequestPath.parse(request.path());
    if (path.isEmpty()) {
      return Pages.badAddress();
    }
    return switch (lookup.find(path.get())) {
      case Lookup.Found.Here(var file) -> file(request, file, "Accept-Encoding");
      case Lookup.Found.Elsewhere(var home) -> redirect(request, home);
      case Lookup.Found.Nowhere _ ->
          shownBefore(path.get())
              .map(file -> file(request, file, "Accept-Encoding"))
              .orElseGet(() -> notFound(request, path.get()));
    };
  }

  private Optional<StoredFile> shownBefore(RequestPath path) {
    return path.folder() ? Optional.empty() : earlier.file(path.joined());
  }

  private static Answer redirect(Request request, RequestPath home) {
    var query = request.query().isEmpty() ? "" : "?" + Queries.harmless(request.query());
    var fields = new LinkedHashMap<String, String>();
    fields.put("Location", home.encoded() + query);
    fields.put("Cache-Control", Terms.ASK_EACH_TIME);
    return new Answer(308, fields, new Body.None());
  }

  private Answer notFound(Request request, RequestPath path) {
    var page = lookup.nearest(NOT_FOUND, path);
    if (page.isPresent()) {
      return notFoundPage(request, page.get());
    }
    var fallback = fallback();
    return fallback.isPresent() && isNavigation(request, path)
        ? file(request, fallback.get(), "Accept-Encoding, Sec-Fetch-Mode, Accept")
        : Pages.notFound();
  }

  private Optional<StoredFile> fallback() {
    var own = artifact.file(ANY_PATH);
    return own.isPresent() || artifact.manifest().fallback() != Fallback.SINGLE_PAGE
        ? own
        : artifact.file(INDEX);
  }

  /// Tells whether a person goes to `path`, so that a page is wanted; a page in place of a missing
  /// script, style or image would only hide the mistake.
  private static boolean isNavigation(Request request, RequestPath path) {
    var mode = request.header("Sec-Fetch-Mode");
    if (mode.isPresent()) {
      return mode.get().equals("navigate");
    }
    boolean acceptsPage = request.header("Accept").filter(a -> a.contains("text/html")).isPresent();
    return acceptsPage && !path.hasExtension();
  }

  private static Answer notFoundPage(Request request, StoredFile page) {
    var form = Form.best(page, accepted(request)).orElseGet(() -> Form.plain(page));
    var fields = new LinkedHashMap<String, String>();
    fields.put("Content-Type", page.file().contentType());
    form.encoding().ifPresent(encoding -> fields.put("Content-Encoding", encoding));
    fields.put("Vary", "Accept-Encoding");
    fields.put("Cache-Control", Terms.NEVER_STORE);
    return new Answer(404, fields, new Body.Whole(form.extent()));
  }

  private Answer file(Request request, StoredFile file, String vary) {
    var ranges = ranges(request, file);
    var form =
        ranges.isPresent() ? Optional.of(Form.plain(file)) : Form.best(file, accepted(request));
    if (form.isEmpty()) {
      return Pages.notAcceptable().with(Map.of("Vary", vary));
    }
    return answer(request, form.get(), ranges, vary);
  }

  private Answer answer(Request request, Form form, Optional<ByteRanges> ranges, String vary) {
    var conditions = new Preconditions(form.tag(), modified);
    return switch (conditions.check(request)) {
      case FAIL -> Pages.preconditionFailed();
      case NOT_MODIFIED -> new Answer(304, validators(form, vary), new Body.None());
      case HOLD ->
          ranges.isPresent() && conditions.allowPart(request)
              ? PartialAnswers.of(form, ranges.get(), fields(form, vary))
              : new Answer(200, fields(form, vary), new Body.Whole(form.extent()));
    };
  }

  private Map<String, String> fields(Form form, String vary) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("Content-Type", form.file().contentType());
    form.encoding().ifPresent(encoding -> fields.put("Content-Encoding", encoding));
    fields.put("Accept-Ranges", "bytes");
    fields.putAll(validators(form, vary));
    return fields;
  }

  private Map<String, String> validators(Form form, String vary) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("Cache-Control", terms.caching(form));
    fields.put("ETag", form.tag());
    modified.ifPresent(instant -> fields.put("Last-Modified", HttpDate.text(instant)));
    fields.put("Vary", vary);
    return fields;
  }

  /// Returns the parts of the plain form that are asked for: only `GET` can ask for any.
  private static Optional<ByteRanges> ranges(Request request, StoredFile file) {
    return request.method().equals("GET")
        ? request.header("Range").flatMap(range -> ByteRanges.parse(range, file.file().size()))
        : Optional.empty();
  }

  private static AcceptedEncodings accepted(Request request) {
    return AcceptedEncodings.parse(request.header("Accept-Encoding").orElse(""));
  }
}
