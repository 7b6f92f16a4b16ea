package dev.slipway.receiver.dashboard;

import dev.slipway.core.account.AccountId;
import dev.slipway.receiver.problem.Problem;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/// What stands before every page: a session, and for what changes something proof that it was asked
/// for from here.
///
/// `SameSite` alone is no such proof, since the deployed sites are on the same site by the
/// browsers' rule. The `Origin` that every browser sends with a POST is.
final class Gate {

  private static final HeaderName ORIGIN = HeaderNames.ORIGIN;

  private final Sessions sessions;
  private final SessionCookie cookie;

  Gate(Sessions sessions, SessionCookie cookie) {
    this.sessions = sessions;
    this.cookie = cookie;
  }

  /// A page, or a button on one, for somebody who is signed in.
  interface Page {
    void answer(AccountId account, ServerRequest request, ServerResponse response);
  }

  /// Lets only those through who are signed in; others are asked to.
  Handler signedIn(Page page) {
    return (request, response) -> {
      requireOwnOrigin(request);
      var account = account(request);
      if (account.isPresent()) {
        page.answer(account.get(), request, response);
      } else {
        Redirects.see(response, "/sign-in" + next(request));
      }
    };
  }

  /// Lets only requests through that were made by a page of ours.
  Handler fromHere(Handler handler) {
    return (request, response) -> {
      requireOwnOrigin(request);
      handler.handle(request, response);
    };
  }

  Optional<AccountId> account(ServerRequest request) {
    return cookie.ids(request).stream()
        .map(sessions::account)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static void requireOwnOrigin(ServerRequest request) {
    if (!request.prologue().method().equals(Method.POST)) {
      return;
    }
    var origin = request.headers().first(ORIGIN).orElse("");
    var authority = request.authority();
    if (!origin.equals("https://" + authority) && !origin.equals("http://" + authority)) {
      throw new Problem(
              Status.FORBIDDEN_403,
              "foreign-origin",
              "Foreign origin",
              "This can only be asked for from the dashboard's own pages.",
              Optional.of(ORIGIN.defaultCase()))
          .exception();
    }
  }

  private static String next(ServerRequest request) {
    var path = request.path().absolute().rawPathNoParams();
    boolean page = request.prologue().method().equals(Method.GET) && SignIn.isPage(path);
    return page && !"/".equals(path) ? "?next=" + path : "";
  }
}
