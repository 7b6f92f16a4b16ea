package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.alias.Aliases.Moved;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.image.ImageId;
import dev.slipway.core.project.Project;
import dev.slipway.core.retention.ArtifactRecords;
import dev.slipway.core.retention.Cleaner;
import dev.slipway.core.retention.ImageUses;
import dev.slipway.core.retention.Pins.Pinned;
import dev.slipway.core.retention.RetentionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// One random history of a platform that is cleaned, and what must be true of it after each step.
/// What must stay is told by a model of its own, which never looks into the database.
final class RetentionHistory {

  private static final List<String> BRANCHES = List.of("main", "next", "fix");
  private static final int ARTIFACTS = 30;

  private final World world;
  private final RetentionPolicy policy;
  private final Random random;
  private final List<Project> projects;
  private final MemoryInventory<ArtifactDigest> store;
  private final Cleaner cleaner;
  private final ReachModel model;
  private final Set<ArtifactDigest> recorded = new HashSet<>();
  private boolean disturbing;
  private int cleanings;

  RetentionHistory(World world, RetentionPolicy policy, long seed) {
    this.world = world;
    this.policy = policy;
    this.random = new Random(seed);
    this.projects = List.of(world.project("shop"), world.project("blog"));
    this.store = new MemoryInventory<>(world.clock, this::disturb);
    this.model = new ReachModel(policy, world.clock);
    var stores =
        new Cleaner.Stores(
            store,
            new MemoryInventory<DeploymentId>(world.clock, () -> {}),
            new MemoryInventory<ImageId>(world.clock, () -> {}));
    this.cleaner =
        new Cleaner(
            policy,
            new DisturbedRetention(world.retention, this::disturb),
            stores,
            new Cleaner.Records(records(), ImageUses.NONE),
            world.clock);
  }

  /// Build records are forgotten before the file they name is deleted.
  private ArtifactRecords records() {
    return artifact -> {
      assertThat(store.has(artifact)).as("forgotten before it is deleted").isTrue();
      recorded.remove(artifact);
    };
  }

  /// Lets something happen.
  void step() {
    if (random.nextInt(6) == 0) {
      clean(true);
    } else {
      happen();
    }
  }

  /// Cleans until nothing more is to be done, with nothing else going on.
  void cleanUndisturbed() {
    for (int i = 0; i < 3; i++) {
      world.clock.pass(Cleaner.SETTLED);
      clean(false);
    }
  }

  int cleanings() {
    return cleanings;
  }

  private void clean(boolean disturbed) {
    disturbing = disturbed;
    assertThat(cleaner.clean().complete()).isTrue();
    disturbing = false;
    checkAllThatMustStay();
    cleanings++;
  }

  /// Lets something happen in the middle of a cleaning, now and then.
  private void disturb() {
    if (disturbing && random.nextInt(3) == 0) {
      disturbing = false;
      happen();
      disturbing = true;
    }
  }

  private void happen() {
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> publish();
      case 3 -> promote();
      case 4 -> pin();
      case 5 -> unpin();
      case 6 -> world.clock.pass(Duration.ofMinutes(random.nextInt(60 * 30)));
      default -> leaveAnOrphan();
    }
  }

  /// As a runner does: holds, puts, publishes.
  private void publish() {
    var artifact = World.artifact(random.nextInt(ARTIFACTS));
    if (!world.holds.hold(artifact)) {
      return; // it is being deleted; a runner would wait
    }
    store.put(artifact, bytes(artifact));
    recorded.add(artifact);
    var project = any(projects);
    var branch = any(BRANCHES);
    var number = Integer.parseInt(artifact.hex().substring(56), 16);
    model.published(world.deployment(world.published(project, branch, number)), project, branch);
  }

  private void promote() {
    var known = model.all();
    if (known.isEmpty()) {
      return;
    }
    var deployment = any(known);
    boolean removed = world.deployment(deployment.id()).artifact().isEmpty();

    var moved = world.aliases.show(deployment.project(), deployment.id());

    assertThat(moved).isEqualTo(removed ? Moved.REMOVED : Moved.DONE);
    if (!removed) {
      model.promoted(deployment, name(deployment));
    }
  }

  private void pin() {
    var known = model.all();
    if (!known.isEmpty() && model.pins() < 4) {
      var deployment = any(known);
      if (world.pins.pin(deployment.id()) == Pinned.DONE) {
        model.pinned(deployment.id());
      }
    }
  }

  private void unpin() {
    model
        .anyPin()
        .ifPresent(id -> {
          assertThat(world.pins.unpin(id)).isEqualTo(Pinned.DONE);
          model.unpinned(id);
        });
  }

  /// As a runner that dies between putting and publishing does.
  private void leaveAnOrphan() {
    var artifact = World.artifact(ARTIFACTS + random.nextInt(5));
    if (world.holds.hold(artifact)) {
      store.put(artifact, bytes(artifact));
    }
  }

  /// Checks that each alias shows what it should, and that no file is missing that may be asked
  /// for.
  void checkAllThatMustStay() {
    model
        .shown()
        .forEach((label, id) -> {
          var route = world.routes.resolve(new HostLabel(label));
          assertThat(route).as("what %s shows", label).isInstanceOf(Route.Ready.class);
          assertThat(((Route.Ready) route).deployment().id()).isEqualTo(id);
        });
    for (var id : model.mustStay()) {
      var deployment = world.deployment(id);
      assertThat(deployment.artifact()).as("the files of %s", id).isPresent();
    }
    for (var deployment : model.all()) {
      var now = world.deployment(deployment.id());
      now.artifact().ifPresent(artifact -> expectServed(now, artifact));
    }
  }

  private void expectServed(Deployment deployment, ArtifactDigest artifact) {
    assertThat(store.has(artifact)).as("the file of %s", deployment.id()).isTrue();
    var label = new HostLabel(deployment.shortId().value());
    assertThat(world.routes.resolve(label)).isInstanceOf(Route.Ready.class);
  }

  /// Checks that the budgets are met, unless what must stay exceeds them all by itself.
  void checkBudgets() {
    long total = store.list().stream().mapToLong(file -> file.bytes()).sum();
    long needed = bytes(model.mustStay().stream().map(this::artifact).toList()) + held();
    assertThat(total).isLessThanOrEqualTo(Math.max(policy.budgets().total(), needed));
    for (var project : projects) {
      var own =
          model.all().stream()
              .filter(deployment -> deployment.project().equals(project.id()))
              .toList();
      long has =
          bytes(
              own.stream().flatMap(one -> world.deployment(one.id()).artifact().stream()).toList());
      long must =
          bytes(
              own.stream()
                  .map(Deployment::id)
                  .filter(model.mustStay()::contains)
                  .map(this::artifact)
                  .toList());
      assertThat(has).isLessThanOrEqualTo(Math.max(policy.budgets().project(), must));
    }
  }

  /// Checks that no file is left that no deployment has and nobody is about to publish, and that
  /// what was deleted was forgotten.
  void checkNothingIsLeftOver() {
    var known = new HashSet<ArtifactDigest>();
    model.all().forEach(one -> world.deployment(one.id()).artifact().ifPresent(known::add));
    var held = world.retention.facts(policy.grace()).held();
    assertThat(store.list())
        .allSatisfy(
            file -> assertThat(known.contains(file.id()) || held.contains(file.id())).isTrue());
    recorded.forEach(artifact -> assertThat(store.has(artifact)).isTrue());
  }

  private long held() {
    return bytes(List.copyOf(world.retention.facts(policy.grace()).held()));
  }

  private ArtifactDigest artifact(DeploymentId id) {
    return world.deployment(id).artifact().orElseThrow();
  }

  private static long bytes(List<ArtifactDigest> artifacts) {
    return artifacts.stream().distinct().mapToLong(RetentionHistory::bytes).sum();
  }

  private static long bytes(ArtifactDigest artifact) {
    return 1L + Integer.parseInt(artifact.hex().substring(56), 16) % 13;
  }

  private String name(Deployment deployment) {
    return projects.stream()
        .filter(project -> project.id().equals(deployment.project()))
        .findFirst()
        .orElseThrow()
        .name()
        .value();
  }

  private <T> T any(List<T> things) {
    return new ArrayList<>(things).get(random.nextInt(things.size()));
  }
}
