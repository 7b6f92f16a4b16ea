package dev.slipway.site.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.access.Access;
import dev.slipway.core.access.PasswordHash;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.project.Environment;
import dev.slipway.site.RecordingRoutes;
import dev.slipway.store.testing.RecordedLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RouteJournalTest {

  private static final HostLabel SHOP = new HostLabel("shop");
  private static final HostLabel BLOG = new HostLabel("blog");
  private static final Route.Ready OLD = RecordingRoutes.production(digest("aa"));
  private static final Route.Ready NEW = RecordingRoutes.production(digest("bb"));

  private final RecordedLog log = new RecordedLog("dev.slipway.site.host");
  @TempDir private Path folder;

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void recallsEveryKindOfRouteWithAllThatBelongsToIt() {
    var routes = everyKind();
    try (var journal = journal()) {
      routes.forEach(journal::remember);
    }

    assertThat(recalled()).isEqualTo(routes);
    assertThat(recalled()).as("after it was written anew").isEqualTo(routes);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void hasWrittenWhatItWasToldWhenItReturns() throws IOException {
    try (var journal = journal()) {
      journal.remember(SHOP, OLD);
      var copy = Files.createDirectory(folder.resolve("copy"));

      Files.copy(file(), copy.resolve("routes.journal"));

      assertThat(RouteJournal.in(copy).recall()).containsExactly(Map.entry(SHOP, OLD));
    }
  }

  @Test
  void recallsTheLastOfManyChanges() {
    try (var journal = journal()) {
      journal.remember(SHOP, OLD);
      journal.remember(SHOP, new Route.Empty());
      journal.remember(SHOP, NEW);
    }

    assertThat(recalled()).containsExactly(Map.entry(SHOP, NEW));
  }

  @Test
  void forgetsAHostThatIsNoMore() {
    try (var journal = journal()) {
      journal.remember(SHOP, OLD);
      journal.remember(BLOG, OLD);
      journal.remember(SHOP, new Route.Unknown());
    }

    assertThat(recalled()).containsExactly(Map.entry(BLOG, OLD));
  }

  @Test
  void writesNothingForWhatItKnowsAndForHostsThatWereNeverOurs() throws IOException {
    try (var journal = journal()) {
      journal.remember(SHOP, OLD);
      long size = Files.size(file());

      journal.remember(SHOP, RecordingRoutes.production(digest("aa")));
      journal.remember(BLOG, new Route.Unknown());

      assertThat(Files.size(file())).isEqualTo(size);
    }
  }

  @Test
  void isForItsOwnerAlone() throws IOException {
    var place = folder.resolve("a/state");
    try (var journal = RouteJournal.in(place)) {
      journal.remember(SHOP, OLD);
    }

    assertThat(rights(place)).isEqualTo("rwx------");
    assertThat(rights(place.resolve("routes.journal"))).isEqualTo("rw-------");
  }

  @Test
  void skipsALineThatWasTornAndGoesOn() throws IOException {
    remember(Map.of(SHOP, OLD));
    remember(Map.of(BLOG, OLD));
    var bytes = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(bytes, bytes.length - 20));

    try (var journal = journal()) {
      assertThat(journal.recall()).hasSize(1);
      assertThat(log.lines()).singleElement().asString().contains("1 lines", "damaged");
      journal.remember(SHOP, OLD);
      journal.remember(BLOG, NEW);
    }
    assertThat(recalled()).isEqualTo(Map.of(SHOP, OLD, BLOG, NEW));
    assertThat(log.lines()).hasSize(1);
  }

  @Test
  void believesNoLineWithAByteThatIsNotAsItWasWritten() throws IOException {
    remember(Map.of(SHOP, OLD));
    var whole = Files.readAllBytes(file());
    int begin = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;

    for (int i = begin; i < whole.length; i += 9) {
      var damaged = whole.clone();
      damaged[i] ^= 1;
      Files.write(file(), damaged);

      assertThat(recalled()).isEmpty();
    }
  }

  @Test
  void startsWhateverIsInTheFile() throws IOException {
    var random = new Random(7);
    for (int round = 0; round < 50; round++) {
      var noise = new byte[random.nextInt(4096)];
      random.nextBytes(noise);
      Files.write(file(), noise);

      remember(Map.of(SHOP, OLD));

      assertThat(recalled()).containsExactly(Map.entry(SHOP, OLD));
    }
  }

  @Test
  void setsAFileOfAnotherVersionAside() throws IOException {
    Files.writeString(file(), "slipway-routes 2\nwhat it will be\n");

    assertThat(recalled()).isEmpty();

    assertThat(folder.resolve("routes.journal.unread"))
        .hasContent("slipway-routes 2\nwhat it will be");
    assertThat(log.lines()).singleElement().asString().contains("another version");
  }

  @Test
  void keepsTheHostsThatWereLookedUpLast() {
    try (var journal = RouteJournal.in(folder, 10)) {
      for (int i = 0; i < 100; i++) {
        journal.remember(new HostLabel("host" + i), OLD);
        journal.remember(SHOP, NEW);
      }
    }

    assertThat(RouteJournal.in(folder, 10).recall())
        .hasSize(10)
        .containsEntry(SHOP, NEW)
        .containsKey(new HostLabel("host99"))
        .doesNotContainKey(new HostLabel("host0"));
  }

  @Test
  void isWrittenAnewWhenItHasGrownAndLosesNothing() {
    var expected = new HashMap<HostLabel, Route>();
    try (var journal = journal()) {
      for (int i = 0; i < 6_000; i++) {
        var label = new HostLabel("host" + i % 50);
        var route = i % 2 == 0 ? OLD : NEW;
        journal.remember(label, route);
        expected.put(label, route);
        if (i % 50 == 49) {
          journal.remember(label, new Route.Unknown());
          expected.remove(label);
        }
      }
      await().untilAsserted(() -> assertThat(Files.size(file())).isLessThan(2 << 20));
    }

    assertThat(recalled()).isEqualTo(expected);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void servesOnWhereItCantRemember() throws IOException {
    var place = Files.writeString(folder.resolve("file"), "no folder").resolve("state");

    try (var journal = RouteJournal.in(place)) {
      for (int i = 0; i < 100; i++) {
        journal.remember(new HostLabel("host" + i), OLD);
      }

      assertThat(journal.recall()).isEmpty();
    }
    assertThat(log.lines()).singleElement().asString().contains("can't be remembered", "disk");
  }

  private static Map<HostLabel, Route> everyKind() {
    var guard =
        new Access.Guarded(Optional.of(new PasswordHash("pbkdf2$1$a$b")), "k=", Set.of("f0", "a1"));
    var open = new Access.Guarded(Optional.empty(), "key", Set.of());
    var nasty =
        RecordingRoutes.ended(
            DeploymentState.FAILED,
            new Reason(
                "no-build-script", "It \"has\"\nnone.\u2028 \\ \u0000 \ud83d\ude00", "Add one."));
    var failed = ((Route.NotReady) nasty).deployment();
    return Map.of(
        SHOP,
        OLD,
        BLOG,
        new Route.Ready(
            OLD.deployment(), OLD.artifact(), true, List.of(digest("cc"), digest("dd")), guard),
        new HostLabel("empty"),
        new Route.Empty(true),
        new HostLabel("main--shop"),
        RecordingRoutes.ready(digest("ee"), Environment.PREVIEW, false),
        new HostLabel("failed"),
        nasty,
        new HostLabel("guarded"),
        new Route.NotReady(finished(failed), open),
        new HostLabel("app"),
        RecordingRoutes.app("node server.js", digest("ff")),
        new HostLabel("building"),
        RecordingRoutes.notReady(DeploymentState.BUILDING));
  }

  private static Deployment finished(Deployment of) {
    return new Deployment(
        of.id(),
        of.shortId(),
        Long.MAX_VALUE,
        of.project(),
        of.branch(),
        of.environment(),
        Optional.empty(),
        of.state(),
        of.reason(),
        of.artifact(),
        of.createdAt(),
        Optional.of(Instant.parse("2026-11-21T12:00:00.123456789Z")),
        Optional.of(Instant.MAX));
  }

  private void remember(Map<HostLabel, Route> routes) {
    try (var journal = journal()) {
      new ArrayList<>(routes.entrySet())
          .forEach(entry -> journal.remember(entry.getKey(), entry.getValue()));
    }
  }

  private RouteJournal journal() {
    return RouteJournal.in(folder);
  }

  private Map<HostLabel, Route> recalled() {
    try (var journal = journal()) {
      return journal.recall();
    }
  }

  private Path file() {
    return folder.resolve("routes.journal");
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static ArtifactDigest digest(String byteDigits) {
    return new ArtifactDigest(byteDigits.repeat(32));
  }
}
