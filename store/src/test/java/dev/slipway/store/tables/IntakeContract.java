package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.delivery.Decision;
import dev.slipway.core.delivery.Delivery;
import dev.slipway.core.delivery.Intent;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.Signal;
import dev.slipway.core.project.Environment;
import dev.slipway.store.failure.StoreException;
import java.util.Random;
import org.junit.jupiter.api.Test;

abstract class IntakeContract extends TablesContract {

  @Test
  void recordsADeliveryWithItsDeploymentAndItsJob() {
    var project = world.project("shop");

    var decision = world.intake.accept(world.delivery(project), World.deploy("main", 'a'));

    var deployment = world.deployment(World.queued(decision));
    assertThat(decision).isEqualTo(new Decision.Queued(deployment.id(), deployment.shortId()));
    assertThat(deployment.state()).isEqualTo(DeploymentState.QUEUED);
    assertThat(world.count("delivery")).isEqualTo(1);
    assertThat(world.control.waiting()).isEqualTo(1);
  }

  @Test
  void tellsProductionFromPreviews() {
    var project = world.project("shop");

    var production = world.push(project, "main", 'a');
    var preview = world.push(project, "next", 'a');

    assertThat(world.deployment(production).environment()).isEqualTo(Environment.PRODUCTION);
    assertThat(world.deployment(preview).environment()).isEqualTo(Environment.PREVIEW);
  }

  @Test
  void givesADeliveryThatComesAgainTheFirstAnswer() {
    var delivery = world.delivery(world.project("shop"));
    var first = world.intake.accept(delivery, World.deploy("main", 'a'));
    world.publishNext();

    var again = world.intake.accept(delivery, World.deploy("main", 'a'));

    assertThat(again).isEqualTo(first);
    assertThat(world.count("deployment")).isEqualTo(1);
    assertThat(world.count("job")).isEqualTo(1);
  }

  @Test
  void givesADeliveryThatComesAgainWithAnotherBodyTheFirstAnswerToo() {
    var delivery = world.delivery(world.project("shop"));
    var first = world.intake.accept(delivery, World.deploy("main", 'a'));
    var forged =
        new Delivery(
            delivery.project(), delivery.id(), "push", "0".repeat(64), delivery.receivedAt());

    assertThat(world.intake.accept(forged, World.deploy("main", 'b'))).isEqualTo(first);
  }

  @Test
  void remembersWhyItIgnoredADelivery() {
    var delivery = world.delivery(world.project("shop"));
    var nothing = new Intent.Nothing("A tag was pushed.");

    var first = world.intake.accept(delivery, nothing);
    var again = world.intake.accept(delivery, World.deploy("main", 'a'));

    assertThat(first).isEqualTo(new Decision.Ignored("A tag was pushed."));
    assertThat(again).isEqualTo(first);
    assertThat(world.count("deployment")).isZero();
  }

  @Test
  void remembersThatADeliveryWasJoined() {
    var project = world.project("shop");
    world.push(project, "main", 'a');
    var delivery = world.delivery(project);

    var first = world.intake.accept(delivery, World.deploy("main", 'a'));
    world.publishNext();

    assertThat(first).isInstanceOf(Decision.Joined.class);
    assertThat(world.intake.accept(delivery, World.deploy("main", 'a'))).isEqualTo(first);
  }

  @Test
  void keepsTheDeliveriesOfProjectsApart() {
    var one = world.delivery(world.project("shop"), "same-id");
    var other = world.delivery(world.project("blog"), "same-id");

    world.intake.accept(one, World.deploy("main", 'a'));
    var second = world.intake.accept(other, World.deploy("main", 'a'));

    assertThat(second).isInstanceOf(Decision.Queued.class);
    assertThat(world.count("deployment")).isEqualTo(2);
  }

  @Test
  void joinsACommitThatIsQueuedOrRunning() {
    var project = world.project("shop");
    var first = world.push(project, "main", 'a');

    var whileQueued = world.intake.accept(world.delivery(project), World.deploy("main", 'a'));
    world.claim();
    var whileRunning = world.intake.request(project.id(), World.deploy("main", 'a'));

    var shortId = world.deployment(first).shortId();
    assertThat(whileQueued).isEqualTo(new Decision.Joined(first, shortId));
    assertThat(whileRunning).isEqualTo(new Decision.Joined(first, shortId));
    assertThat(world.count("deployment")).isEqualTo(1);
  }

  @Test
  void joinsNothingThatHasEnded() {
    var project = world.project("shop");
    world.push(project, "main", 'a');
    var ready = world.publishNext();

    var again = world.intake.request(project.id(), World.deploy("main", 'a'));

    assertThat(World.queued(again)).isNotEqualTo(ready);
  }

  @Test
  void joinsNothingThatWasToldToStop() {
    var project = world.project("shop");
    var first = world.push(project, "main", 'a');
    world.claim();
    world.control.cancel(first, Reason.of("canceled", "Ada stopped it."));

    var again = world.intake.accept(world.delivery(project), World.deploy("main", 'a'));

    assertThat(World.queued(again)).isNotEqualTo(first);
  }

  @Test
  void joinsNothingOfAnotherBranch() {
    var project = world.project("shop");
    world.push(project, "main", 'a');

    var other = world.intake.accept(world.delivery(project), World.deploy("next", 'a'));

    assertThat(other).isInstanceOf(Decision.Queued.class);
  }

  @Test
  void joinsTheTipOfABranchUntilARunnerHasLooked() {
    var project = world.project("shop");
    var first = World.queued(world.intake.request(project.id(), World.tip("main")));

    var whileQueued = world.intake.request(project.id(), World.tip("main"));
    world.claim();
    var whileRunning = world.intake.request(project.id(), World.tip("main"));

    assertThat(whileQueued)
        .isEqualTo(new Decision.Joined(first, world.deployment(first).shortId()));
    assertThat(whileRunning).isInstanceOf(Decision.Queued.class);
  }

  @Test
  void joinsTheTipOfABranchOnceARunnerHasResolvedItsCommit() {
    var project = world.project("shop");
    var first = World.queued(world.intake.request(project.id(), World.tip("main")));
    world.queue.resolve(world.claim().claim(), World.commit('a'));

    var decision = world.intake.accept(world.delivery(project), World.deploy("main", 'a'));

    assertThat(decision).isEqualTo(new Decision.Joined(first, world.deployment(first).shortId()));
  }

  @Test
  void supersedesWhatIsQueuedOfTheBranchAtOnce() {
    var project = world.project("shop");
    var older = world.push(project, "main", 'a');
    var elsewhere = world.push(project, "next", 'a');

    var newer = world.push(project, "main", 'b');

    var ended = world.deployment(older);
    assertThat(ended.state()).isEqualTo(DeploymentState.SUPERSEDED);
    assertThat(ended.finishedAt()).isPresent();
    assertThat(world.reason(older))
        .isEqualTo(
            "superseded: Superseded by %s (bbbbbbb), a newer deployment of main."
                .formatted(world.deployment(newer).shortId()));
    assertThat(world.deployment(elsewhere).state()).isEqualTo(DeploymentState.QUEUED);
    assertThat(world.control.waiting()).isEqualTo(2);
  }

  @Test
  void tellsTheRunnerOfAnOlderDeploymentToStop() {
    var project = world.project("shop");
    world.push(project, "main", 'a');
    var running = world.claim();

    world.push(project, "main", 'b');

    assertThat(world.queue.heartbeat(running.claim(), World.LEASE))
        .isInstanceOfSatisfying(
            Signal.Stop.class,
            stop -> {
              assertThat(stop.state()).isEqualTo(DeploymentState.SUPERSEDED);
              assertThat(stop.reason().code()).isEqualTo("superseded");
            });
    assertThat(world.deployment(running.deployment().id()).state())
        .isEqualTo(DeploymentState.BUILDING);
  }

  @Test
  void countsDeploymentsUpwards() {
    var project = world.project("shop");

    var first = world.deployment(world.push(project, "main", 'a'));
    var second = world.deployment(world.push(project, "main", 'b'));

    assertThat(second.sequence()).isGreaterThan(first.sequence());
  }

  @Test
  void takesAnotherShortIdWhereOneIsTaken() {
    var project = world.project("shop");
    var first = new DatabaseIntake(world.db, world.clock, new Random(7));
    var sameNumbers = new DatabaseIntake(world.db, world.clock, new Random(7));

    var one = World.queued(first.request(project.id(), World.deploy("main", 'a')));
    var other = World.queued(sameNumbers.request(project.id(), World.deploy("next", 'a')));

    assertThat(world.deployment(other).shortId()).isNotEqualTo(world.deployment(one).shortId());
  }

  @Test
  void keepsWordsThatADatabaseWouldRefuse() {
    var project = world.project("shop");
    var hostile = new Intent.Nothing("ref \0 \uD800 '; drop table job; -- :id ?");

    var decision = world.intake.accept(world.delivery(project), hostile);

    assertThat(decision).isInstanceOf(Decision.Ignored.class);
    assertThat(world.db.sql("select reason from delivery").list(row -> row.text("reason")))
        .singleElement()
        .asString()
        .endsWith("'; drop table job; -- :id ?");
  }

  @Test
  void refusesADeliveryToAProjectThatIsNotThere() {
    var delivery = world.delivery(world.unsaved("ghost"));

    assertThatThrownBy(() -> world.intake.accept(delivery, World.deploy("main", 'a')))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(delivery.project().value().toString());
  }

  @Test
  void recordsNothingOfADeliveryThatItCantRecordWhole() {
    var project = world.project("shop");
    var delivery = world.delivery(project);
    var impossible =
        new Delivery(
            delivery.project(), delivery.id(), "push", "0".repeat(65), delivery.receivedAt());

    assertThatThrownBy(() -> world.intake.accept(impossible, World.deploy("main", 'a')))
        .isInstanceOf(StoreException.class);

    assertThat(world.count("deployment")).isZero();
    assertThat(world.count("job")).isZero();
  }
}
