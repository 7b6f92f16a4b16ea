package dev.slipway.serving.file;

import dev.slipway.serving.http.Answer;
import dev.slipway.serving.http.Body;
import dev.slipway.serving.trace.Trace;

/// An answer in the making.
record Draft(int status, Fields fields, Body body) {

  /// Returns the draft of `page`, one of ours.
  static Draft page(Answer page, Trace trace) {
    var fields = new Fields(trace);
    page.headers().forEach((name, value) -> fields.set(name, value, "for a page of Slipway's own"));
    return new Draft(page.status(), fields, page.body());
  }

  /// Tells whether the body is one file or one part of it: not a page of ours, not several parts.
  boolean isFile() {
    return body instanceof Body.Whole
        || (body instanceof Body.Parts(var parts) && parts.size() == 1);
  }

  Answer answer() {
    return new Answer(status, fields.values(), body);
  }
}
