package dev.slipway.receiver.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.core.account.AccountId;
import dev.slipway.core.account.Accounts;
import dev.slipway.core.job.Doorbell;
import dev.slipway.receiver.body.Bodies;
import dev.slipway.receiver.body.BodyLimits;
import dev.slipway.receiver.json.JsonRequest;
import dev.slipway.receiver.route.Endpoint;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// The calls about the caller's own account.
final class AccountApi {

  private static final System.Logger LOGGER = System.getLogger(AccountApi.class.getName());
  private static final BodyLimits LIMITS = new BodyLimits(4 * 1024, Duration.ofSeconds(10));
  private static final String PATH = "/api/account";
  private static final String CONCURRENCY = "concurrency";

  private final Accounts accounts;
  private final Doorbell doorbell;
  private final Bodies bodies;
  private final Authenticated authenticated;

  AccountApi(Accounts accounts, Doorbell doorbell, Bodies bodies, Authenticated authenticated) {
    this.accounts = accounts;
    this.doorbell = doorbell;
    this.bodies = bodies;
    this.authenticated = authenticated;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(PATH, authenticated.handler(this::show)),
        Endpoint.patch(PATH, authenticated.handler(this::change)));
  }

  private void show(AccountId account, ServerRequest request, ServerResponse response) {
    var document =
        JsonNodeFactory.instance.objectNode().put(CONCURRENCY, accounts.concurrency(account));
    Documents.send(request, response, Status.OK_200, document);
  }

  private void change(AccountId account, ServerRequest request, ServerResponse response) {
    var wanted = JsonRequest.parse(bodies.read(request, LIMITS), Set.of(CONCURRENCY));
    wanted
        .number(CONCURRENCY, Accounts.MOST_RUNNING)
        .ifPresent(jobs -> {
          accounts.limitConcurrency(account, jobs);
          doorbell.ring(); // what waited for its account's turn may have one now
          LOGGER.log(Level.INFO, "Set account={0} concurrency={1}", account.value(), jobs);
        });
    show(account, request, response);
  }
}
