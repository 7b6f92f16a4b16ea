package dev.slipway.cli.server;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.job.RunnerName;
import dev.slipway.core.project.Project;
import dev.slipway.store.folder.FolderLogs;
import dev.slipway.store.tables.DatabaseJobQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is kept and what goes, from the command to the file, on a platform that is some months old.
class RetentionIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  @TempDir private Path folder;
  private ServerProfile platform;
  private Repository repository;
  private Project shop;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    platform = new ServerProfile(folder);
    platform.environment.put("SLIPWAY_KEEP_RECENT", "2");
    repository = new Repository(folder.resolve("shop"));
    shop = platform.project("shop", repository.url());
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  /// A site of these tests is a little more than 300 KB, so five of them fit into 1600 KB.
  @Test
  void whatTheDryRunTellsGoesAndAllElseCanBeRolledBackTo()
      throws IOException, InterruptedException, TimeoutException {
    platform.environment.put("SLIPWAY_KEEP_PROJECT", "1600k");
    platform.environment.put("SLIPWAY_KEEP_ARTIFACTS", "2200k");
    var blogs = new Repository(folder.resolve("blog"));
    var blog = platform.project("blog", blogs.url());
    var tooOld = deploy("too old");
    var pinned = deploy("pinned");
    var preview = deploy(shop, repository, "next", "preview");
    age(Duration.ofDays(90));
    var overBudgetOfAll = deploy(blog, blogs, "main", "over the budget of all");
    var overBudget = deploy("over the budget of the project");
    age(Duration.ofDays(10));
    var within = deploy("within the budget");
    deploy(blog, blogs, "main", "blog");
    deploy(blog, blogs, "main", "newest blog");
    var before = deploy("the one before");
    age(Duration.ofDays(3));
    deploy("newest");
    age(Duration.ofDays(2)); // nobody has an older page open by now
    var running = running("running");
    try (var receiver = platform.receiver();
        var sites = platform.sites()) {
      int api = ServerProfile.port(receiver);
      int port = ServerProfile.port(sites);
      platform.slipway(api, "pin", pinned.shortId().value());

      var told = platform.slipway(api, "clean", "--dry-run");
      assertThat(ready()).contains(tooOld.id());
      var cleaned = platform.slipway(api, "clean");
      sweep();
      age(Duration.ofMinutes(2)); // every static server knows of it
      sweep();

      var gone = Set.of(tooOld.id(), overBudget.id(), overBudgetOfAll.id());
      assertThat(idsIn(told)).isEqualTo(gone);
      assertThat(cleaned)
          .contains("3 deployments lost their files, which are deleted within some" + " minutes.");
      assertThat(withoutFiles()).isEqualTo(gone);
      assertOnlyFilesOfReadyOnesAreLeft();
      assertThat(platform.deployment(running.id()).state()).isEqualTo(DeploymentState.BUILDING);
      assertThat(folder.resolve("logs/" + running.id() + ".log")).exists();
      assertThat(folder.resolve("logs/" + tooOld.id() + ".log")).doesNotExist();
      assertThat(folder.resolve("logs/" + pinned.id() + ".log")).exists();
      for (var each : List.of(tooOld, overBudget, overBudgetOfAll)) {
        await()
            .atMost(PATIENCE)
            .untilAsserted(() ->
                assertThat(platform.visit(port, each.shortId().value()).statusCode())
                    .isEqualTo(410));
      }
      assertShows(port, preview, "preview");
      var texts = Map.of(pinned, "pinned", within, "within the budget", before, "the one before");
      for (var kept : texts.entrySet()) {
        var each = kept.getKey();
        var text = kept.getValue();
        platform.slipway(api, "promote", "shop", each.shortId().value());
        assertShows(port, each, text);
        await()
            .atMost(PATIENCE)
            .untilAsserted(() ->
                assertThat(platform.visit(port, "shop").body()).isEqualTo(Repository.page(text)));
      }
    }
  }

  @Test
  void whereverACleaningIsKilledNoRowNamesAMissingFileAndTheNextOnesMendIt()
      throws IOException, InterruptedException, TimeoutException {
    platform.environment.put("SLIPWAY_KEEP_RECENT", "1");
    var old = deploy("old");
    age(Duration.ofDays(100));
    deploy("new");
    age(Duration.ofDays(2));

    killWhereItStalls("insert on artifact_hold");
    assertThat(ready()).as("the whole step is undone").contains(old.id());
    sweep();
    age(Duration.ofMinutes(2));
    killWhereItStalls("delete on build_record");
    assertThat(withoutFiles()).containsExactly(old.id());
    assertThat(artifact(old)).as("the file is still there").exists();
    age(Duration.ofHours(2));
    killWhereItStalls("delete on artifact_hold");
    assertThat(artifact(old)).doesNotExist();
    age(Duration.ofHours(2));
    sweep();

    assertOnlyFilesOfReadyOnesAreLeft();
    assertThat(platform.db().sql("select * from artifact_hold where state <> 'held'").exists())
        .isFalse();
  }

  @Test
  void aDiskThatIsNearlyFullStopsBuildsAndServesOn()
      throws IOException, InterruptedException, TimeoutException {
    deploy("served");
    try (var sites = platform.sites()) {
      int port = ServerProfile.port(sites);
      platform.environment.put("SLIPWAY_FLOOR_DISK", "900t");
      repository.commit("main", "not built");
      var waiting = platform.queue(shop, "main");

      var said = platform.run();

      assertThat(said).last().isEqualTo("exit code 75");
      assertThat(String.join("\n", said)).contains("No job is started: The node one has");
      var held = platform.deployment(waiting.id());
      assertThat(held.state()).isEqualTo(DeploymentState.QUEUED);
      assertThat(held.reason().orElseThrow().text()).contains("free on the disk of");
      var answer = platform.visit(port, "shop");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(Repository.page("served"));
      platform.environment.remove("SLIPWAY_FLOOR_DISK");
      assertThat(platform.run()).endsWith("exit code 0");
      assertThat(platform.deployment(waiting.id()).state()).isEqualTo(DeploymentState.READY);
    }
  }

  private Deployment deploy(String text)
      throws IOException, InterruptedException, TimeoutException {
    return deploy(shop, repository, "main", text);
  }

  private Deployment deploy(Project project, Repository repository, String branch, String text)
      throws IOException, InterruptedException, TimeoutException {
    repository.commit(branch, text);
    var queued = platform.queue(project, branch);
    var said = platform.run();
    var deployment = platform.deployment(queued.id());
    assertThat(deployment.state()).as(String.join("\n", said)).isEqualTo(DeploymentState.READY);
    return deployment;
  }

  /// Begins a deployment that a runner works on for as long as the test lasts.
  private Deployment running(String branch) {
    var queued = platform.queue(shop, branch);
    var queue = new DatabaseJobQueue(platform.db(), Clock.systemUTC());
    assertThat(queue.claim(RunnerName.random(), Duration.ofHours(1))).isPresent();
    try (var log = new FolderLogs(folder.resolve("logs")).append(queued.id())) {
      log.write(new byte[] {'x'}, 0, 1);
    }
    return queued;
  }

  private void age(Duration time) throws IOException {
    platform.age(
        time, folder.resolve("artifacts"), folder.resolve("images"), folder.resolve("logs"));
  }

  private void sweep() throws IOException, InterruptedException, TimeoutException {
    Files.deleteIfExists(folder.resolve("work/cleaned")); // so that a cleaning is due
    assertThat(platform.run("sweep")).endsWith("exit code 0");
  }

  /// Kills a cleaning just before what `event` says happens in the database.
  private void killWhereItStalls(String event)
      throws IOException, InterruptedException, TimeoutException {
    platform
        .db()
        .sql(
            """
            create or replace function stall() returns trigger language plpgsql as
            'begin perform pg_sleep(600); return coalesce(new, old); end'
            """)
        .update();
    platform
        .db()
        .sql("create trigger stall before " + event + " for each row execute function stall()")
        .update();
    Files.deleteIfExists(folder.resolve("work/cleaned"));
    var sleeping = "from pg_stat_activity where wait_event = 'PgSleep'";
    try (var cleaning = platform.runner("sweep")) {
      await().atMost(PATIENCE).until(() -> platform.db().sql("select pid " + sleeping).exists());
      cleaning.kill();
    }
    platform
        .db()
        .sql("select pg_terminate_backend(pid) " + sleeping)
        .list(row -> row.flag("pg_terminate_backend"));
    await().atMost(PATIENCE).until(() -> !platform.db().sql("select pid " + sleeping).exists());
    platform.db().sql("drop trigger stall on " + event.split(" ", 3)[2]).update();
    assertEveryRowHasItsFile();
  }

  private void assertEveryRowHasItsFile() {
    assertThat(ready())
        .isNotEmpty()
        .allSatisfy(id -> assertThat(artifact(platform.deployment(id))).exists());
  }

  private void assertOnlyFilesOfReadyOnesAreLeft() throws IOException {
    assertEveryRowHasItsFile();
    var expected = ready().stream().map(id -> artifact(platform.deployment(id))).collect(toSet());
    assertThat(Set.copyOf(ServerProfile.files(folder.resolve("artifacts")))).isEqualTo(expected);
    assertThat(Set.copyOf(ServerProfile.files(folder.resolve("images"))))
        .isEqualTo(
            Set.copyOf(
                platform
                    .db()
                    .sql(
                        """
                        select image from deployment_image
                        where deployment in (
                          select id from deployment where artifact_removed_at is null)
                        """)
                    .list(row -> tar("images", row.text("image")))));
    assertThat(
            platform
                .db()
                .sql(
                    """
                    select 1 from build_record where artifact in (
                      select artifact from deployment where artifact_removed_at is not null)
                    """)
                .exists())
        .isFalse();
  }

  private Path artifact(Deployment deployment) {
    var hex =
        platform
            .db()
            .sql("select artifact from deployment where id = cast(:id as uuid)")
            .bind("id", deployment.id().value())
            .optional(row -> row.text("artifact"))
            .orElseThrow();
    return tar("artifacts", hex);
  }

  private Path tar(String kind, String hex) {
    return folder.resolve(kind).resolve(hex.substring(0, 2)).resolve(hex + ".tar");
  }

  private Set<DeploymentId> ready() {
    return ids("artifact_removed_at is null");
  }

  private Set<DeploymentId> withoutFiles() {
    return ids("artifact_removed_at is not null");
  }

  private Set<DeploymentId> ids(String condition) {
    return Set.copyOf(
        platform
            .db()
            .sql("select id from deployment where state = 'ready' and " + condition)
            .list(row -> new DeploymentId(row.uuid("id"))));
  }

  private static Set<DeploymentId> idsIn(List<String> lines) {
    return lines.stream()
        .flatMap(line -> ID.matcher(line).results())
        .map(found -> new DeploymentId(UUID.fromString(found.group())))
        .collect(toSet());
  }

  private void assertShows(int port, Deployment deployment, String text)
      throws IOException, InterruptedException {
    var answer = platform.visit(port, deployment.shortId().value());
    assertThat(answer.statusCode()).as(text).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(Repository.page(text));
  }
}
