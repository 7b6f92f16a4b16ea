package dev.slipway.serving.access;

import dev.slipway.serving.http.Answer;
import java.util.Optional;

/// What a [Gate] says to a request.
public sealed interface Passage {

  /// Anybody may see the host; nothing of the request was looked at.
  record Free() implements Passage {}

  /// The visitor may see the host, others may not.
  ///
  /// @param cookie what lets the visitor in from now on, if that is to be told
  record Admitted(Optional<String> cookie) implements Passage {

    /// Returns `answer` as it goes to this visitor: no cache that serves others may keep it, and no
    /// search engine.
    public Answer confined(Answer answer) {
      return Confined.answer(answer, cookie);
    }
  }

  /// The visitor gets this instead of anything of the host.
  record Stopped(Answer answer) implements Passage {}
}
