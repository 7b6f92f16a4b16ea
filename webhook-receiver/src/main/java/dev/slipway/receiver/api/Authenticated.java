package dev.slipway.receiver.api;

import dev.slipway.core.account.AccountId;
import dev.slipway.receiver.access.BearerTokens;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// What stands before every call that needs a token.
record Authenticated(BearerTokens tokens) {

  Handler handler(Call call) {
    return (request, response) -> call.answer(tokens.require(request), request, response);
  }

  /// A call, made for an account.
  interface Call {
    void answer(AccountId account, ServerRequest request, ServerResponse response);
  }
}
