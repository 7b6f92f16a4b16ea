package dev.slipway.serving.access;

import dev.slipway.core.access.ShareToken;
import dev.slipway.core.alias.HostLabel;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Checks share tokens, and remembers the signatures that were right: one costs a fraction of a
/// millisecond, on every request. Shared and mutable.
final class Links {

  private static final int MOST_REMEMBERED = 1000;

  private final Set<Signed> right = ConcurrentHashMap.newKeySet();

  private record Signed(ShareToken token, HostLabel label, String key) {}

  /// Returns the token that `text` spells, if it opens the host `label` at `now`.
  Optional<ShareToken> valid(String text, HostLabel label, String key, Instant now) {
    return ShareToken.parse(text)
        .filter(token -> token.expiresAt().isAfter(now))
        .filter(token -> isSigned(new Signed(token, label, key)));
  }

  private boolean isSigned(Signed signed) {
    if (right.contains(signed)) {
      return true;
    }
    if (!signed.token().isFor(signed.label().value(), signed.key())) {
      return false;
    }
    if (right.size() >= MOST_REMEMBERED) {
      right.clear();
    }
    right.add(signed);
    return true;
  }
}
