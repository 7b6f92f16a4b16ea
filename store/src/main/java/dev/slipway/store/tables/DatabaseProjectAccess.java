package dev.slipway.store.tables;

import dev.slipway.core.access.AccessChange;
import dev.slipway.core.access.AccessSettings;
import dev.slipway.core.access.BypassToken;
import dev.slipway.core.access.Guards;
import dev.slipway.core.access.ProjectAccess;
import dev.slipway.core.access.SharingKey;
import dev.slipway.core.project.ProjectId;
import dev.slipway.store.database.Db;
import dev.slipway.store.secret.EncryptionKey;
import dev.slipway.store.tables.AccessTable.SealedKey;
import java.time.Clock;

/// What projects have settled about access, in the database. What signs their share links is
/// encrypted, each for its own row; of passwords and bypass tokens only hashes are there.
public final class DatabaseProjectAccess implements ProjectAccess {

  private final Db db;
  private final EncryptionKey key;
  private final Clock clock;

  public DatabaseProjectAccess(Db db, EncryptionKey key, Clock clock) {
    this.db = db;
    this.key = key;
    this.clock = clock;
  }

  @Override
  public AccessSettings of(ProjectId project) {
    var entry = AccessTable.find(db, project);
    return new AccessSettings(
        entry.map(AccessTable.Entry::guards).orElse(Guards.NONE),
        entry.flatMap(found -> found.guarded().password()).isPresent(),
        BypassTable.of(db, project));
  }

  @Override
  public void change(ProjectId project, AccessChange change) {
    var fresh = fresh(project);
    var now = clock.instant();
    db.transactionThatLooksFirst(tx -> {
      AccessTable.ensure(tx, project, fresh);
      AccessTable.change(tx, project, change);
      RouteChangeTable.insert(tx, project, now);
      return change;
    });
  }

  @Override
  public boolean addBypass(ProjectId project, String label, BypassToken token) {
    var fresh = fresh(project);
    var now = clock.instant();
    return db.transactionThatLooksFirst(tx -> {
      if (BypassTable.has(tx, project, label)) {
        return false;
      }
      AccessTable.ensure(tx, project, fresh);
      BypassTable.insert(tx, project, label, token, now);
      RouteChangeTable.insert(tx, project, now);
      return true;
    });
  }

  @Override
  public boolean removeBypass(ProjectId project, String label) {
    return db.transaction(tx -> {
      boolean removed = BypassTable.delete(tx, project, label);
      if (removed) {
        RouteChangeTable.insert(tx, project, clock.instant());
      }
      return removed;
    });
  }

  @Override
  public SharingKey sharingKey(ProjectId project) {
    var fresh = fresh(project);
    var sealed =
        db.transactionThatLooksFirst(tx -> {
          AccessTable.ensure(tx, project, fresh);
          return AccessTable.key(tx, project);
        });
    return new SharingKey(sealed.publicKey(), key.decrypt(sealed.encrypted(), purpose(project)));
  }

  @Override
  public void renewSharingKey(ProjectId project) {
    var fresh = fresh(project);
    db.transactionThatLooksFirst(tx -> {
      AccessTable.ensure(tx, project, fresh);
      AccessTable.renew(tx, project, fresh);
      RouteChangeTable.insert(tx, project, clock.instant());
      return fresh;
    });
  }

  private SealedKey fresh(ProjectId project) {
    var pair = SharingKey.random();
    return new SealedKey(pair.publicKey(), key.encrypt(pair.privateKey(), purpose(project)));
  }

  private static String purpose(ProjectId project) {
    return "project/" + project.value() + "/sharing_key";
  }
}
