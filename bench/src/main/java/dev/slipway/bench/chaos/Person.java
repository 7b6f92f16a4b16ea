package dev.slipway.bench.chaos;

import dev.slipway.cli.client.ApiClient;
import dev.slipway.core.account.AccountId;
import dev.slipway.core.account.ApiToken;
import dev.slipway.core.secret.Secret;
import dev.slipway.store.tables.DatabaseApiTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/// Those who own the projects: two accounts that share the platform, as the API's tokens know them.
final class Person {

  private static final int CONCURRENCY = 2;
  private static final Clock CLOCK = Clock.systemUTC();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI control;
  private final List<Secret> tokens;
  private final Map<String, ApiClient> owners = new HashMap<>();
  private final List<String> projects = new ArrayList<>();

  private Person(URI control, List<Secret> tokens) {
    this.control = control;
    this.tokens = tokens;
  }

  /// Makes the accounts.
  static Person of(ServerProfile server) {
    var second = new AccountId(UUID.randomUUID());
    server
        .db()
        .sql(
            """
            insert into account (id, name, created_at)
            values (cast(:id as uuid), 'second', :now)
            """)
        .bind("id", second.value())
        .bind("now", CLOCK.instant())
        .update();
    server
        .db()
        .sql("update account set concurrency = :concurrency")
        .bind("concurrency", CONCURRENCY)
        .update();
    return new Person(
        server.control(), List.of(token(server, AccountId.FIRST), token(server, second)));
  }

  private static Secret token(ServerProfile server, AccountId account) {
    var token = ApiToken.random(new SecureRandom());
    new DatabaseApiTokens(server.db(), CLOCK).add(account, token, "chaos");
    return token.secret();
  }

  /// Adds a project for the repository, and returns the secret that its webhook is signed with.
  Secret add(ChaosRepository repository) throws InterruptedException {
    var api = new ApiClient(http, control, tokens.get(projects.size() % tokens.size()));
    var added =
        api.post(
            "/api/projects",
            Map.of(
                "name",
                repository.project(),
                "repository",
                repository.folder().toString(),
                "branch",
                "main"));
    projects.add(repository.project());
    owners.put(repository.project(), api);
    return new Secret(added.path("secret").asText());
  }

  /// Returns one of the projects.
  String project(Random random) {
    return projects.get(random.nextInt(projects.size()));
  }

  /// Returns the API as the owner of `project` uses it.
  ApiClient api(String project) {
    return owners.getOrDefault(project, new ApiClient(http, control, tokens.getFirst()));
  }
}
