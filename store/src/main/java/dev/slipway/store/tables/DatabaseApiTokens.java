package dev.slipway.store.tables;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.account.ApiToken;
import dev.slipway.core.account.ApiTokens;
import dev.slipway.store.database.Db;
import java.time.Clock;
import java.util.Optional;

/// The API tokens in the database, as hashes.
public final class DatabaseApiTokens implements ApiTokens {

  private final Db db;
  private final Clock clock;

  public DatabaseApiTokens(Db db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  @Override
  public void add(AccountId account, ApiToken token, String label) {
    db.sql(
            """
            insert into api_token (hash, account, label, created_at)
            values (:hash, cast(:account as uuid), :label, :created)
            """)
        .bind("hash", token.hash())
        .bind("account", account.value())
        .bind("label", label)
        .bind("created", clock.instant())
        .update();
  }

  @Override
  public Optional<AccountId> owner(ApiToken token) {
    return db.sql("select account from api_token where hash = :hash")
        .bind("hash", token.hash())
        .optional(row -> new AccountId(row.uuid("account")));
  }

  @Override
  public boolean isEmpty() {
    return !db.sql("select hash from api_token limit 1").exists();
  }
}
