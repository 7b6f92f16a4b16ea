package dev.slipway.serving.file;

import dev.slipway.serving.http.HttpDate;
import dev.slipway.serving.http.Request;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The conditions under which a client wants an answer, against what there is (RFC 9110, section
/// 13).
///
/// @param tag the entity tag of the form that would be sent, with its quotes
/// @param modified when the file last changed, in whole seconds; empty if that can't be told
record Preconditions(String tag, Optional<Instant> modified) {

  /// What the conditions of a request come to.
  enum Verdict {
    /// To answer as if there were none.
    HOLD,
    /// The client has it already: 304.
    NOT_MODIFIED,
    /// What the client insists on is not so: 412.
    FAIL
  }

  private static final Pattern TAG = Pattern.compile("(W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")");

  /// Returns what the conditions of `request` come to, in the order of the standard.
  Verdict check(Request request) {
    var match = request.header("If-Match");
    if (match.isPresent() && !names(match.get(), false)) {
      return Verdict.FAIL;
    }
    if (match.isEmpty() && changedSince(request.header("If-Unmodified-Since"))) {
      return Verdict.FAIL;
    }
    var noneMatch = request.header("If-None-Match");
    if (noneMatch.isPresent()) {
      return names(noneMatch.get(), true) ? Verdict.NOT_MODIFIED : Verdict.HOLD;
    }
    return unchangedSince(request.header("If-Modified-Since"))
        ? Verdict.NOT_MODIFIED
        : Verdict.HOLD;
  }

  /// Tells whether a part may be sent: whether the client's other parts are of the same bytes.
  boolean allowPart(Request request) {
    var range = request.header("If-Range");
    return range.isEmpty()
        || range.get().strip().equals(tag)
        || (modified.isPresent() && HttpDate.parse(range.get()).equals(modified));
  }

  private boolean names(String list, boolean weakly) {
    if (list.strip().equals("*")) {
      return true;
    }
    Matcher member = TAG.matcher(list);
    while (member.find()) {
      boolean comparable = weakly || member.group(1) == null;
      if (comparable && tag.equals(member.group(2))) {
        return true;
      }
    }
    return false;
  }

  private boolean changedSince(Optional<String> header) {
    var date = header.flatMap(HttpDate::parse);
    return date.isPresent() && modified.isPresent() && modified.get().isAfter(date.get());
  }

  private boolean unchangedSince(Optional<String> header) {
    var date = header.flatMap(HttpDate::parse);
    return date.isPresent() && modified.isPresent() && !modified.get().isAfter(date.get());
  }
}
