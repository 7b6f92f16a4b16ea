package dev.slipway.store.tables;

import dev.slipway.core.alias.RouteLedger;
import dev.slipway.store.database.Db;
import java.util.List;

/// What has changed in what hosts serve, from the database.
public final class DatabaseRouteLedger implements RouteLedger {

  private final Db db;

  public DatabaseRouteLedger(Db db) {
    this.db = db;
  }

  @Override
  public long newest() {
    return RouteChangeTable.newest(db);
  }

  @Override
  public List<Entry> after(long number) {
    return RouteChangeTable.after(db, number);
  }
}
