package dev.slipway.receiver.access;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.account.ApiToken;
import dev.slipway.core.account.ApiTokens;
import dev.slipway.core.secret.Secret;
import dev.slipway.receiver.problem.Problem;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/// The bearer tokens that requests come with.
///
/// A token is looked up by its hash, so how far a wrong one is right can't be told by the time. A
/// missing one costs the same look-up.
public final class BearerTokens {

  private static final String SCHEME = "bearer ";
  private static final int MAX_LENGTH = 200;

  private final ApiTokens tokens;

  public BearerTokens(ApiTokens tokens) {
    this.tokens = tokens;
  }

  /// Returns whose token `text` is, or empty if it is nobody's.
  public Optional<AccountId> owner(String text) {
    var bounded = text.length() > MAX_LENGTH ? "" : text.strip();
    return tokens.owner(new ApiToken(new Secret(bounded)));
  }

  /// Returns the account that `request` speaks for; a request without a valid token is refused.
  public AccountId require(ServerRequest request) {
    var header = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
    boolean bearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    return owner(bearer ? header.substring(SCHEME.length()) : "")
        .orElseThrow(() -> unauthorized(header.isEmpty()).exception());
  }

  private static Problem unauthorized(boolean missing) {
    return new Problem(
        Status.UNAUTHORIZED_401,
        "unauthorized",
        "Unauthorized",
        missing
            ? "Send an API token: Authorization: Bearer slw_…"
            : "This is not a valid API token. It is sent as Authorization: Bearer slw_…",
        Optional.of("Authorization"));
  }
}
