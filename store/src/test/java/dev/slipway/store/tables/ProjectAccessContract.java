package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.access.Access;
import dev.slipway.core.access.AccessChange;
import dev.slipway.core.access.AccessSettings;
import dev.slipway.core.access.BypassToken;
import dev.slipway.core.access.Guards;
import dev.slipway.core.access.PasswordHash;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.project.Project;
import dev.slipway.store.failure.StoreException;
import java.security.SecureRandom;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class ProjectAccessContract extends TablesContract {

  private static final PasswordHash PASSWORD =
      new PasswordHash("pbkdf2-sha256$1$c2FsdA==$aGFzaA==");
  private static final Access OPEN = new Access.Open();

  private final SecureRandom random = new SecureRandom();
  private Project shop;
  private Project blog;

  @BeforeEach
  void addProjects() {
    shop = world.project("shop");
    blog = world.project("blog");
  }

  @Test
  void isOpenAtFirst() {
    world.push(shop, "main", 'a');
    world.publishNext();

    assertThat(world.access.of(shop.id()))
        .isEqualTo(new AccessSettings(Guards.NONE, false, List.of()));
    assertThat(access("shop")).isEqualTo(OPEN);
  }

  @Test
  void changesOnlyWhatIsNamedAndOnlyOfThatProject() {
    change(
        Optional.empty(), Optional.of(true), Optional.of(new AccessChange.Password.Set(PASSWORD)));
    var guarded = world.access.of(shop.id());

    change(Optional.of(true), Optional.empty(), Optional.empty());
    var both = world.access.of(shop.id());
    change(Optional.empty(), Optional.of(false), Optional.of(new AccessChange.Password.Removed()));

    assertThat(guarded).isEqualTo(new AccessSettings(new Guards(false, true), true, List.of()));
    assertThat(both).isEqualTo(new AccessSettings(new Guards(true, true), true, List.of()));
    assertThat(world.access.of(shop.id()))
        .isEqualTo(new AccessSettings(new Guards(true, false), false, List.of()));
    assertThat(world.access.of(blog.id()).guards()).isEqualTo(Guards.NONE);
  }

  @Test
  void guardsEveryHostButTheProjectsOwnWherePreviewsAre() {
    world.push(shop, "main", 'a');
    var production = world.deployment(world.publishNext());
    var building = world.deployment(world.push(shop, "next", 'b'));

    change(
        Optional.empty(), Optional.of(true), Optional.of(new AccessChange.Password.Set(PASSWORD)));

    var guarded = guarded(Set.of());
    assertThat(access("shop")).isEqualTo(OPEN);
    assertThat(access("main--shop")).isEqualTo(guarded);
    assertThat(access(production.shortId().value())).isEqualTo(guarded);
    assertThat(access(production.id().toString())).isEqualTo(guarded);
    assertThat(access("next--shop")).isEqualTo(guarded);
    assertThat(access(building.shortId().value())).isEqualTo(guarded);
    assertThat(access(building.id().toString())).isEqualTo(guarded);
  }

  @Test
  void guardsProductionOnWhateverHost() {
    world.push(shop, "main", 'a');
    var production = world.deployment(world.publishNext());
    world.push(shop, "next", 'b');
    var preview = world.deployment(world.publishNext());

    change(
        Optional.of(true), Optional.empty(), Optional.of(new AccessChange.Password.Set(PASSWORD)));

    var guarded = guarded(Set.of());
    assertThat(access("shop")).isEqualTo(guarded);
    assertThat(access("main--shop")).isEqualTo(guarded);
    assertThat(access(production.shortId().value())).isEqualTo(guarded);
    assertThat(access("next--shop")).isEqualTo(OPEN);
    assertThat(access(preview.shortId().value())).isEqualTo(OPEN);
  }

  @Test
  void staysOpenOnTheProjectsOwnHostWhenAPreviewIsShownThere() {
    world.push(shop, "next", 'a');
    var preview = world.publishNext();
    change(Optional.empty(), Optional.of(true), Optional.empty());

    world.aliases.show(shop.id(), preview);

    assertThat(access("shop")).isEqualTo(OPEN);
    assertThat(access("next--shop")).isInstanceOf(Access.Guarded.class);
  }

  @Test
  void keepsBypassTokensByTheirLabels() {
    var first = BypassToken.random(random);
    var second = BypassToken.random(random);
    var now = world.clock.instant().truncatedTo(ChronoUnit.MICROS);
    world.push(shop, "next", 'a');
    world.publishNext();
    change(
        Optional.empty(), Optional.of(true), Optional.of(new AccessChange.Password.Set(PASSWORD)));

    boolean added = world.access.addBypass(shop.id(), "ci", first);
    boolean again = world.access.addBypass(shop.id(), "ci", BypassToken.random(random));
    boolean other = world.access.addBypass(blog.id(), "ci", BypassToken.random(random));
    world.access.addBypass(shop.id(), "monitor", second);

    assertThat(added).isTrue();
    assertThat(again).isFalse();
    assertThat(other).isTrue();
    assertThat(world.access.of(shop.id()).bypasses())
        .containsExactly(
            new AccessSettings.Bypass("ci", now), new AccessSettings.Bypass("monitor", now));
    assertThat(access("next--shop")).isEqualTo(guarded(Set.of(first.sha256(), second.sha256())));
  }

  @Test
  void removesABypassToken() {
    world.access.addBypass(shop.id(), "ci", BypassToken.random(random));

    assertThat(world.access.removeBypass(blog.id(), "ci")).isFalse();
    assertThat(world.access.removeBypass(shop.id(), "ci")).isTrue();
    assertThat(world.access.removeBypass(shop.id(), "ci")).isFalse();
    assertThat(world.access.of(shop.id()).bypasses()).isEmpty();
  }

  @Test
  void signsWithOneKeyUntilItIsRenewed() {
    world.push(shop, "next", 'a');
    world.publishNext();
    change(Optional.empty(), Optional.of(true), Optional.empty());
    var expiry = world.clock.instant().plusSeconds(60);

    var token = world.access.sharingKey(shop.id()).sign("next--shop", expiry);
    var before = (Access.Guarded) access("next--shop");
    world.access.renewSharingKey(shop.id());
    var after = (Access.Guarded) access("next--shop");

    assertThat(token.isFor("next--shop", before.sharingKey())).isTrue();
    assertThat(token.isFor("next--shop", after.sharingKey())).isFalse();
    assertThat(world.access.sharingKey(shop.id()).publicKey()).isEqualTo(after.sharingKey());
    assertThat(world.access.sharingKey(blog.id()).publicKey()).isNotEqualTo(after.sharingKey());
  }

  @Test
  void keepsNoSecretThatCouldBeRead() {
    var token = BypassToken.random(random);
    world.access.addBypass(shop.id(), "ci", token);
    var key = world.access.sharingKey(shop.id());

    var kept =
        world
            .db
            .sql("select sharing_secret from project_access")
            .list(row -> row.text("sharing_secret"));

    assertThat(kept)
        .hasSize(1)
        .allSatisfy(secret -> assertThat(secret).doesNotContain(key.privateKey().reveal()));
    assertThat(world.db.sql("select hash from bypass_token").list(row -> row.text("hash")))
        .containsExactly(token.sha256());
  }

  @Test
  void refusesAKeyThatWasCopiedFromAnotherProject() {
    world.access.sharingKey(shop.id());
    world.access.sharingKey(blog.id());
    world
        .db
        .sql(
            """
            update project_access set sharing_secret = (
              select sharing_secret from project_access where project = cast(:blog as uuid))
            where project = cast(:shop as uuid)
            """)
        .bind("blog", blog.id().value())
        .bind("shop", shop.id().value())
        .update();

    assertThatThrownBy(() -> world.access.sharingKey(shop.id()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("sharing_key");
  }

  private void change(
      Optional<Boolean> production,
      Optional<Boolean> preview,
      Optional<AccessChange.Password> password) {
    world.access.change(shop.id(), new AccessChange(production, preview, password));
  }

  private Access.Guarded guarded(Set<String> bypasses) {
    return new Access.Guarded(
        Optional.of(PASSWORD), world.access.sharingKey(shop.id()).publicKey(), bypasses);
  }

  private Access access(String label) {
    return switch (world.routes.resolve(new HostLabel(label))) {
      case Route.Ready ready -> ready.access();
      case Route.NotReady notReady -> notReady.access();
      case Route.App app -> app.access();
      case Route.Empty _, Route.Unknown _ -> throw new AssertionError(label + " serves nothing");
    };
  }
}
