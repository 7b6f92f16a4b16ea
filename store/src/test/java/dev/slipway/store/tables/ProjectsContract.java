package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.project.Hook;
import dev.slipway.core.project.ProjectId;
import dev.slipway.core.project.ProjectLimits;
import dev.slipway.core.project.ProjectName;
import dev.slipway.core.secret.Secret;
import dev.slipway.store.failure.StoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

abstract class ProjectsContract extends TablesContract {

  private static final Secret SECRET = new Secret("hook secret");

  @Test
  void findsAProjectByItsName() {
    var project = world.project("shop");

    assertThat(world.projects.find(project.name())).contains(project);
    assertThat(world.projects.find(new ProjectName("other"))).isEmpty();
  }

  @Test
  void listsTheProjectsOfAnAccountByName() {
    var second = world.project("shop");
    var first = world.project("blog");

    assertThat(world.projects.of(AccountId.FIRST)).containsExactly(first, second);
    assertThat(world.projects.of(new AccountId(UUID.randomUUID()))).isEmpty();
  }

  @Test
  void keepsTheHookSecretEncrypted() {
    var project = world.project("shop");

    assertThat(world.projects.hookSecret(project.id())).isEqualTo(SECRET);
    assertThat(stored(project.id())).doesNotContain("hook secret").isBase64();
  }

  @Test
  void givesTheHookOfAProjectByItsName() {
    var project = world.project("shop");
    world.project("blog");

    assertThat(world.projects.hook(project.name())).contains(new Hook(project, SECRET));
    assertThat(world.projects.hook(world.unsaved("ghost").name())).isEmpty();
  }

  @Test
  void givesNoProjectTheSecretOfAnother() {
    var shop = world.project("shop");
    var blog = world.project("blog");
    world
        .db
        .sql("update project set hook_secret = :secret where id = cast(:id as uuid)")
        .bind("secret", stored(shop.id()))
        .bind("id", blog.id().value())
        .update();

    assertThatThrownBy(() -> world.projects.hookSecret(blog.id()))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> world.projects.hook(blog.name())).isInstanceOf(StoreException.class);
  }

  @Test
  void refusesANameThatAProjectHas() {
    var first = world.project("shop");

    boolean added = world.projects.add(world.unsaved("shop"), SECRET);

    assertThat(added).isFalse();
    assertThat(world.projects.of(AccountId.FIRST)).containsExactly(first);
  }

  @Test
  void refusesANameThatIsTheHostOfADeployment() {
    var deployment = world.deployment(world.push(world.project("shop"), "main", 'a'));

    boolean likeShortId =
        world.projects.add(world.unsaved(withLetter(deployment.shortId().value())), SECRET);

    assertThat(likeShortId).isFalse();
    assertThat(world.count("project")).isEqualTo(1);
  }

  @Test
  void saysWhichProjectHasNoSecretBecauseItIsNotThere() {
    var missing = new ProjectId(UUID.randomUUID());

    assertThatThrownBy(() -> world.projects.hookSecret(missing))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(missing.value().toString());
  }

  @Test
  void asksForNothingUntilLimitsAreSet() {
    var project = world.project("shop");

    assertThat(world.projects.limits(project.id())).isEqualTo(ProjectLimits.NONE);
  }

  @Test
  void givesTheLimitsOfAProjectToWhoClaimsItsJob() {
    var project = world.project("shop");
    var other = world.project("blog");
    var limits =
        new ProjectLimits(
            Optional.of(3L << 30),
            Optional.of(2),
            Optional.of(100),
            Optional.empty(),
            Optional.of(Duration.ofMillis(90_500)),
            Optional.of(5_000_000_000L));

    world.projects.limit(project.id(), limits);
    world.push(project, "main", 'a');

    assertThat(world.projects.limits(project.id())).isEqualTo(limits);
    assertThat(world.claim().limits()).isEqualTo(limits);
    assertThat(world.projects.limits(other.id())).isEqualTo(ProjectLimits.NONE);
  }

  @Test
  void takesLimitsBack() {
    var project = world.project("shop");
    var empty = Optional.<Integer>empty();
    world.projects.limit(
        project.id(),
        new ProjectLimits(
            Optional.of(1L), empty, empty, Optional.empty(), Optional.empty(), Optional.empty()));

    world.projects.limit(project.id(), ProjectLimits.NONE);

    assertThat(world.projects.limits(project.id())).isEqualTo(ProjectLimits.NONE);
  }

  @Test
  void saysWhichProjectHasNoLimitsBecauseItIsNotThere() {
    var missing = new ProjectId(UUID.randomUUID());

    assertThatThrownBy(() -> world.projects.limit(missing, ProjectLimits.NONE))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(missing.value().toString());
    assertThatThrownBy(() -> world.projects.limits(missing)).isInstanceOf(StoreException.class);
  }

  private static String withLetter(String shortId) {
    assertThat(ProjectName.parse(shortId)).as("short ids of this seed have a letter").isPresent();
    return shortId;
  }

  private String stored(ProjectId project) {
    return world
        .db
        .sql("select hook_secret from project where id = cast(:id as uuid)")
        .bind("id", project.value())
        .optional(row -> row.text("hook_secret"))
        .orElseThrow();
  }
}
