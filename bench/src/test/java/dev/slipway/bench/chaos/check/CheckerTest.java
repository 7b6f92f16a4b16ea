package dev.slipway.bench.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.bench.chaos.check.History.Answer;
import dev.slipway.bench.chaos.check.History.AttemptRow;
import dev.slipway.bench.chaos.check.History.HostRow;
import dev.slipway.bench.chaos.check.History.JobRow;
import dev.slipway.bench.chaos.check.History.Leftover;
import dev.slipway.bench.chaos.check.History.MoveRow;
import dev.slipway.bench.chaos.check.History.Page;
import dev.slipway.bench.chaos.check.History.Push;
import dev.slipway.bench.chaos.check.History.Request;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckerTest {

  @Test
  void findsNothingWhereAllIsWell() {
    var story = Story.of("a", "b", "c");

    assertThat(story.violations()).isEmpty();
    assertThat(Checker.check(story.history()).line(7))
        .isEqualTo("chaos: pushes=3 lost=0 doubled=0 stuck=0 backwards=0 orphans=0 seed=7");
  }

  @Test
  void findsADeliveryThatWasAnsweredAndNotRecorded() {
    var story = Story.of("a", "b");
    story.deliveries.removeFirst();

    assertOne(story, Violation.Kind.LOST, "push-0");
  }

  @Test
  void doesNotMissADeliveryThatWasRefusedAndAcceptedLater() {
    var story = Story.of("a");
    story.answers.addFirst(new Answer(Story.SHOP, "push-0", 503));

    assertThat(story.violations()).isEmpty();
  }

  @Test
  void findsADeliveryThatWasNeverAccepted() {
    var story = Story.of("a");
    story.answers.clear();
    story.answers.add(new Answer(Story.SHOP, "push-0", 503));

    assertOne(story, Violation.Kind.STUCK, "push-0");
  }

  @Test
  void findsADeliveryWithoutItsDeployment() {
    var story = Story.of("a", "b");
    story.deliveries.set(0, new History.DeliveryRow(Story.SHOP, "push-0", ""));

    assertOne(story, Violation.Kind.LOST, "push-0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"failed", "canceled"})
  void findsADeploymentThatNobodyMeantToEndSo(String state) {
    var story = Story.of("a");
    story.deployed("d-x", "x", state, "The platform lost it 3 times.");

    assertOne(story, Violation.Kind.LOST, "The platform lost it 3 times.");
  }

  @Test
  void takesAFailureThatWasMadeToBeOne() {
    var story = Story.of("a").pushed("b", true);
    story.deliveries.add(new History.DeliveryRow(Story.SHOP, "push-1", "d-b"));
    story.deployed("d-b", "b", "failed", "The build ended with 1.").at("b");

    assertThat(story.violations()).isEmpty();
  }

  @Test
  void findsAFailureThatWasSwallowed() {
    var story = Story.of("a").pushed("b", true);
    story.deliveries.add(new History.DeliveryRow(Story.SHOP, "push-1", "d-b"));
    story.deployed("d-b", "b", "superseded", "A newer one.").at("b");

    assertOne(story, Violation.Kind.LOST, "never failed");
  }

  @Test
  void findsABranchThatShowsAnOlderCommit() {
    var story = Story.of("a", "b").at("c");

    assertThat(story.violations()).hasSize(1);
    assertOne(story, Violation.Kind.LOST, "main--shop shows commit b, ready, not the tip c");
  }

  @Test
  void findsABranchThatShowsNothing() {
    var story = Story.of("a");
    story.hosts.set(1, new HostRow(Story.BRANCH_HOST, Story.SHOP, Story.MAIN, ""));
    story.moves.removeLast();

    assertOne(story, Violation.Kind.LOST, "main--shop shows nothing");
  }

  @Test
  void findsABranchWithoutAHost() {
    var story = Story.of("a");
    story.hosts.removeLast();

    assertOne(story, Violation.Kind.LOST, "no host");
  }

  @Test
  void findsAPageThatIsNotTheCommits() {
    var story = Story.of("a");
    story.pages.set(0, new Page(Story.BRANCH_HOST, "mark of z"));

    assertOne(story, Violation.Kind.LOST, "mark of z");
  }

  @Test
  void findsAProductionThatStayedBehind() {
    var story = Story.of("a", "b");
    story.hosts.set(0, new HostRow(Story.SHOP, Story.SHOP, "", "d-a"));
    story.moves.removeIf(
        move -> move.label().equals(Story.SHOP) && move.deployment().equals("d-b"));

    assertOne(story, Violation.Kind.LOST, "the production host shop shows deployment \"d-a\"");
  }

  @Test
  void takesAPersonsDecision() {
    var story = Story.of("a", "b").decided("d-a");

    assertThat(story.violations()).isEmpty();
  }

  @Test
  void findsABuildThatUndidAPersonsDecision() {
    var story = Story.of("a", "b", "c").decided("d-a");
    story.moves.add(new MoveRow(Story.SHOP, "d-c", 3, false));
    story.hosts.replaceAll(
        host -> host.branch().isEmpty() ? new HostRow(Story.SHOP, Story.SHOP, "", "d-c") : host);

    assertThat(story.violations())
        .extracting(Violation::kind)
        .contains(Violation.Kind.BACKWARDS, Violation.Kind.LOST);
  }

  @Test
  void findsAPersonsDecisionThatTheNextPushDidNotEnd() {
    var story = Story.of("a", "b").decided("d-a").pushed("c", false).delivered("c", "d-c");
    story.moves.add(new MoveRow(Story.BRANCH_HOST, "d-c", 3, false));
    story.hosts.replaceAll(host ->
        host.branch().isEmpty()
            ? host
            : new HostRow(Story.BRANCH_HOST, Story.SHOP, Story.MAIN, "d-c"));
    story.pages.set(0, new Page(Story.BRANCH_HOST, "mark of c"));
    story.at("c");

    assertOne(story, Violation.Kind.LOST, "the production host shop");
  }

  @Test
  void findsAnAliasThatWentBack() {
    var story = Story.of("a", "b");
    story.moves.add(2, new MoveRow(Story.BRANCH_HOST, "d-b", 2, false));
    story.moves.subList(3, story.moves.size()).clear();
    story.moves.add(new MoveRow(Story.SHOP, "d-b", 2, false));
    story.moves.add(new MoveRow(Story.BRANCH_HOST, "d-a", 1, false));
    story.hosts.set(1, new HostRow(Story.BRANCH_HOST, Story.SHOP, Story.MAIN, "d-a"));

    assertThat(story.violations())
        .filteredOn(violation -> violation.kind() == Violation.Kind.BACKWARDS)
        .singleElement()
        .asString()
        .contains("main--shop was moved to deployment d-a, number 1");
  }

  @Test
  void believesTheDeploymentsNumberAndNotTheMoves() {
    var story = Story.of("a", "b");
    story.moves.add(new MoveRow(Story.BRANCH_HOST, "d-a", 9, false));
    story.hosts.set(1, new HostRow(Story.BRANCH_HOST, Story.SHOP, Story.MAIN, "d-a"));

    assertThat(story.violations()).extracting(Violation::kind).contains(Violation.Kind.BACKWARDS);
  }

  @Test
  void findsAnAliasThatMovedWithoutARecord() {
    var story = Story.of("a", "b");
    story.moves.removeLast();

    assertOne(story, Violation.Kind.BACKWARDS, "was last moved to \"d-a\"");
  }

  @Test
  void findsACommitThatWasPublishedTwice() {
    var story = Story.of("a").deployed("d-again", "a", "ready", "Built.").published("d-again", "a");

    assertOne(story, Violation.Kind.DOUBLED, "published 2 times and became its tip 1 times");
  }

  @Test
  void takesACommitThatWasPushedAwayAndBack() {
    var story =
        Story.of("a", "b").pushed("a", false).delivered("a", "d-back").published("d-back", "a");

    assertThat(story.at("a").violations()).isEmpty();
  }

  @Test
  void findsACommitThatWasPublishedTwiceAndPushedTwiceInARow() {
    var story = Story.of("a").pushed("a", false).delivered("a", "d-same").published("d-same", "a");

    assertOne(story, Violation.Kind.DOUBLED, "commit a");
  }

  @Test
  void takesACommitThatAPersonAskedForAgain() {
    var story = Story.of("a").deployed("d-again", "a", "ready", "Built.").published("d-again", "a");
    story.requests.add(new Request(Story.SHOP, "d-again"));

    assertThat(story.violations()).isEmpty();
  }

  @Test
  void takesACommitThatAPersonMayHaveAskedForAgain() {
    var story = Story.of("a").deployed("d-again", "a", "ready", "Built.").published("d-again", "a");
    story.requests.add(new Request(Story.SHOP, ""));

    assertThat(story.violations()).isEmpty();
  }

  @Test
  void findsACommitThatWasPublishedOnceMoreThanAPersonMayHaveAskedFor() {
    var story = Story.of("a").deployed("d-2", "a", "ready", "Built.").published("d-2", "a");
    story.deployed("d-3", "a", "ready", "Built.").published("d-3", "a");
    story.requests.add(new Request(Story.SHOP, ""));

    assertOne(story, Violation.Kind.DOUBLED, "published 3 times");
  }

  @Test
  void findsTwoAttemptsThatBothEndedReady() {
    var story = Story.of("a");
    story.attempts.add(new AttemptRow("j-d-a", 2, "node/2", "ready"));

    assertOne(story, Violation.Kind.DOUBLED, "j-d-a");
  }

  @Test
  void findsADeploymentThatWasPublishedTwiceOnAnAlias() {
    var story = Story.of("a");
    story.moves.add(new MoveRow(Story.BRANCH_HOST, "d-a", 1, false));

    assertThat(story.violations()).extracting(Violation::kind).contains(Violation.Kind.DOUBLED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"queued", "building", "deploying"})
  void findsADeploymentThatIsNotFinished(String state) {
    var story = Story.of("a").deployed("d-x", "x", state, "");
    story.attempts.removeLast();

    assertOne(story, Violation.Kind.STUCK, "still " + state);
  }

  @Test
  void findsAJobThatIsNotFinished() {
    var story = Story.of("a");
    story.jobs.set(0, new JobRow("j-d-a", "d-a", "running"));

    assertOne(story, Violation.Kind.STUCK, "j-d-a");
  }

  @Test
  void findsAnAttemptThatHasNoEnd() {
    var story = Story.of("a");
    story.attempts.add(new AttemptRow("j-d-a", 2, "node/2", ""));

    assertOne(story, Violation.Kind.STUCK, "node/2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"container", "network", "volume", "folder"})
  void findsWhatIsLeftBehind(String kind) {
    var story = Story.of("a");
    story.leftovers.add(new Leftover(kind, "slipway-build-1"));

    assertOne(story, Violation.Kind.ORPHANS, kind + " slipway-build-1");
  }

  @Test
  void countsEachKindInItsLine() {
    var story = Story.of("a").deployed("d-x", "x", "queued", "");
    story.attempts.removeLast();
    story.leftovers.add(new Leftover("container", "one"));
    story.leftovers.add(new Leftover("network", "two"));

    assertThat(Checker.check(story.history()).line(1))
        .isEqualTo("chaos: pushes=1 lost=0 doubled=0 stuck=1 backwards=0 orphans=2 seed=1");
  }

  @Test
  void readsAHistoryAsItWasWritten(@TempDir Path folder) throws IOException {
    var story = Story.of("a", "b").decided("d-a");
    story.pushes.add(new Push(Story.SHOP, "other", "c", "push-9", true));
    story.requests.add(new Request(Story.SHOP, "d-z"));
    story.leftovers.add(new Leftover("container", "one"));
    var file = folder.resolve("history.json");

    HistoryFile.write(story.history(), file);

    assertThat(HistoryFile.read(file)).isEqualTo(story.history());
  }

  private static void assertOne(Story story, Violation.Kind kind, String text) {
    assertThat(story.violations())
        .singleElement()
        .satisfies(violation -> {
          assertThat(violation.kind()).isEqualTo(kind);
          assertThat(violation.what()).contains(text);
        });
  }
}
