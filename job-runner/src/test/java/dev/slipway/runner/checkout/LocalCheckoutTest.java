package dev.slipway.runner.checkout;

import static dev.slipway.runner.checkout.Refused.refusedWith;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.runner.checkout.git.BareRepository;
import dev.slipway.runner.checkout.git.CheckoutException;
import dev.slipway.runner.checkout.host.AllowedHosts;
import dev.slipway.runner.checkout.tree.SourceTree;
import dev.slipway.runner.checkout.tree.TreeLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalCheckoutTest {

  private static final BranchName MAIN = new BranchName("main");

  @TempDir private Path folder;
  private FixtureRepository fixture;

  @BeforeEach
  void makeRepository() throws IOException {
    fixture = FixtureRepository.in(folder.resolve("origin.git"));
  }

  @AfterEach
  void closeRepository() {
    fixture.close();
  }

  @Test
  void fetchesTheTipOfTheBranchAndNothingElse() throws IOException, InterruptedException {
    var first = fixture.commit("main", Map.of("a.txt", "old"));
    var tip = fixture.commit("main", Map.of("a.txt", "new", "b/c.txt", "deep"));
    fixture.commit("other", Map.of("x", "y"));
    fixture.point("refs/tags/v1", ObjectId.fromString(tip.value()));

    try (var tree = fetch(fixture.url(), Optional.empty());
        var local = BareRepository.open(work())) {

      assertThat(tree.commit().sha()).isEqualTo(tip);
      assertThat(tree.commit().message()).isEqualTo("Change something");
      assertThat(tree.commit().author()).isEqualTo("Ada");
      assertThat(tree.committedAt()).isEqualTo(FixtureRepository.TIME);
      assertThat(tree.names("")).containsExactly("a.txt", "b");
      assertThat(tree.read("b/c.txt", 100).map(bytes -> new String(bytes, UTF_8))).contains("deep");
      assertThat(local.getObjectDatabase().has(ObjectId.fromString(first.value()))).isFalse();
      assertThat(local.getRefDatabase().getRefs()).isEmpty();
      assertThat(tree.notes()).isEmpty();
    }
  }

  @Test
  void fetchesACommitThatIsNoLongerTheTip() throws IOException, InterruptedException {
    var first = fixture.commit("main", Map.of("a.txt", "old"));
    fixture.commit("main", Map.of("a.txt", "new"));

    try (var tree = fetch(fixture.url(), Optional.of(first))) {

      assertThat(tree.commit().sha()).isEqualTo(first);
      assertThat(tree.read("a.txt", 100)).contains("old".getBytes(UTF_8));
    }
  }

  @Test
  void saysThatACommitWasForcePushedAway() throws Exception {
    var gone = fixture.commit("main", Map.of("a.txt", "old"));
    fixture.commit("main", fixture.tree(Map.of("a.txt", "rewritten")));

    assertThatThrownBy(() -> fetch(fixture.url(), Optional.of(gone)))
        .satisfies(refusedWith("commit-not-found", gone.value(), "force-pushed"));
  }

  @Test
  void saysThatACommitIsGoneTogetherWithItsBranch() throws Exception {
    fixture.commit("other", Map.of("a.txt", "a"));
    var unknown = new CommitSha("0123456789012345678901234567890123456789");

    assertThatThrownBy(() -> fetch(fixture.url(), Optional.of(unknown)))
        .satisfies(refusedWith("commit-not-found", unknown.value()));
  }

  @Test
  void namesTheBranchesThereAreIfTheOneAskedForIsMissing() throws Exception {
    fixture.commit("master", Map.of("a.txt", "a"));
    fixture.commit("next", Map.of("a.txt", "a"));

    assertThatThrownBy(() -> fetch(fixture.url(), Optional.empty()))
        .satisfies(refusedWith("branch-not-found", "\"main\"", "master, next"));
  }

  @Test
  void saysThatARepositoryIsEmpty() {
    assertThatThrownBy(() -> fetch(fixture.url(), Optional.empty()))
        .satisfies(refusedWith("repository-empty", "no branch"));
  }

  @Test
  void saysThatARepositoryHasOnlyTags() throws Exception {
    var commit = fixture.commit("main", Map.of("a.txt", "a"));
    fixture.point("refs/tags/v1", ObjectId.fromString(commit.value()));
    Files.delete(folder.resolve("origin.git/refs/heads/main"));

    assertThatThrownBy(() -> fetch(fixture.url(), Optional.empty()))
        .satisfies(refusedWith("repository-empty", "no branch"));
  }

  @Test
  void refusesAFolderWhereOnlyHostsAreAllowed() throws Exception {
    fixture.commit("main", Map.of("a.txt", "a"));
    var hostsOnly = new Checkout(CheckoutLimits.USUAL, AllowedHosts.of("github.com"), false);

    assertThatThrownBy(() -> hostsOnly.fetch(fixture.url(), MAIN, Optional.empty(), work()))
        .satisfies(refusedWith("local-folder-not-allowed"));
  }

  @Test
  void tellsAMissingFolderFromOneThatIsNoRepository() throws Exception {
    var plain = Files.createDirectory(folder.resolve("plain"));
    var file = Files.writeString(folder.resolve("file.bundle"), "# v2 git bundle\n");

    assertThatThrownBy(() -> fetch(url(folder.resolve("missing")), Optional.empty()))
        .satisfies(refusedWith("repository-not-found"));
    assertThatThrownBy(() -> fetch(url(plain), Optional.empty()))
        .satisfies(refusedWith("not-a-repository"));
    assertThatThrownBy(() -> fetch(url(file), Optional.empty()))
        .satisfies(refusedWith("repository-not-found"));
  }

  @Test
  void fetchesFromAWorkingTreeALinkedOneAndAShallowOne() throws IOException, InterruptedException {
    fixture.commit("main", Map.of("a.txt", "first"));
    var tip = fixture.commit("main", Map.of("a.txt", "second"));
    var origin = folder.resolve("origin.git").toUri().toString();
    GitCommand.run(folder, "clone", "--quiet", "--depth", "1", origin, "shallow");
    GitCommand.run(folder.resolve("shallow"), "worktree", "add", "--quiet", "../linked");

    try (var shallow = fetch(url(folder.resolve("shallow")), Optional.of(tip))) {
      assertThat(shallow.commit().sha()).isEqualTo(tip);
    }
    try (var linked =
        checkout(CheckoutLimits.USUAL)
            .fetch(
                url(folder.resolve("linked")),
                new BranchName("linked"),
                Optional.of(tip),
                folder.resolve("work2"))) {
      assertThat(linked.commit().sha()).isEqualTo(tip);
    }
  }

  @Test
  void stopsAFetchThatTakesTooManyBytes() throws Exception {
    var random = new byte[300_000];
    new Random(1).nextBytes(random);
    fixture.commit("main", fixture.tree("noise", FileMode.REGULAR_FILE, fixture.blob(random)));
    var small = new CheckoutLimits(200_000, TreeLimits.USUAL, Duration.ofMinutes(1));

    assertThatThrownBy(() -> checkout(small).fetch(fixture.url(), MAIN, Optional.empty(), work()))
        .satisfies(refusedWith("repository-too-large"));
  }

  @Test
  void saysWhenThisMachineIsAtFault() throws Exception {
    fixture.commit("main", Map.of("a.txt", "a"));
    var file = Files.writeString(folder.resolve("occupied"), "");

    assertThatThrownBy(() ->
            checkout(CheckoutLimits.USUAL)
                .fetch(fixture.url(), MAIN, Optional.empty(), file.resolve("work")))
        .isInstanceOf(CheckoutException.class);
  }

  @Test
  void refusesADamagedRepository() throws Exception {
    var tree = new TreeFormatter();
    tree.append("twice", FileMode.REGULAR_FILE, fixture.blob("a"));
    tree.append("twice", FileMode.REGULAR_FILE, fixture.blob("b"));
    fixture.commit("main", fixture.tree(tree));

    assertThatThrownBy(() -> fetch(fixture.url(), Optional.empty()))
        .satisfies(refusedWith("repository-damaged"));
  }

  @Test
  void fetchesACommitThatItsBranchIsAt() throws IOException, InterruptedException {
    fixture.commit("main", Map.of("a.txt", "old"));
    var tip = fixture.commit("main", Map.of("a.txt", "new"));

    var fetched = fetchTip(tip);

    assertThat(fetched).isInstanceOf(Fetched.Found.class);
    try (var tree = ((Fetched.Found) fetched).tree()) {
      assertThat(tree.commit().sha()).isEqualTo(tip);
    }
  }

  @Test
  void saysWhereTheBranchIsInsteadOfFetchingAnOlderCommit()
      throws IOException, InterruptedException {
    var first = fixture.commit("main", Map.of("a.txt", "old"));
    var tip = fixture.commit("main", Map.of("a.txt", "new"));

    assertThat(fetchTip(first)).isEqualTo(new Fetched.Moved(Optional.of(tip)));
    try (var local = BareRepository.open(work())) {
      assertThat(local.getObjectDatabase().has(ObjectId.fromString(first.value()))).isFalse();
    }
  }

  @Test
  void saysWhereTheBranchIsWhenItHasNoSuchCommit() throws IOException, InterruptedException {
    var tip = fixture.commit("main", Map.of("a.txt", "new"));

    assertThat(fetchTip(new CommitSha("ab".repeat(20))))
        .isEqualTo(new Fetched.Moved(Optional.of(tip)));
  }

  @Test
  void saysThatTheBranchIsGone() throws IOException, InterruptedException {
    var tip = fixture.commit("other", Map.of("a.txt", "a"));

    assertThat(fetchTip(tip)).isEqualTo(new Fetched.Moved(Optional.empty()));
  }

  private Fetched fetchTip(CommitSha commit) throws InterruptedException {
    return checkout(CheckoutLimits.USUAL).fetchTip(fixture.url(), MAIN, commit, work());
  }

  private SourceTree fetch(RepositoryUrl url, Optional<CommitSha> commit)
      throws InterruptedException {
    return checkout(CheckoutLimits.USUAL).fetch(url, MAIN, commit, work());
  }

  private static Checkout checkout(CheckoutLimits limits) {
    return new Checkout(limits, AllowedHosts.of(), true);
  }

  private Path work() {
    return folder.resolve("work");
  }

  private static RepositoryUrl url(Path path) {
    return RepositoryUrl.parse(path.toString()).orElseThrow();
  }
}
