package dev.slipway.runner.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.job.Claim;
import dev.slipway.core.job.JobId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkFolderTest {

  @TempDir private Path folder;

  @Test
  void removesItselfWithAllThatIsInIt() throws IOException {
    var work = WorkFolder.of(folder, claim());
    Files.writeString(work.sourceTar(), "tar");
    Files.createDirectories(work.checkout().resolve("objects/pack"));

    work.close();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void beginsWithoutWhatAnEarlierProcessHasLeft() throws IOException {
    var claim = claim();
    Files.writeString(WorkFolder.of(folder, claim).checkout().resolve("config"), "old");

    var again = WorkFolder.of(folder, claim);

    assertThat(again.checkout()).isEmptyDirectory();
  }

  @Test
  void removesLinksAndNotWhatTheyPointAt() throws IOException {
    var precious = Files.createDirectories(folder.resolve("precious"));
    Files.writeString(precious.resolve("file"), "keep");
    var work = WorkFolder.of(folder.resolve("work"), claim());
    Files.createSymbolicLink(work.checkout().resolve("link"), precious);
    Files.createSymbolicLink(work.root().resolve("dangling"), folder.resolve("nowhere"));

    work.close();

    assertThat(precious.resolve("file")).hasContent("keep");
    assertThat(folder.resolve("work")).isEmptyDirectory();
  }

  @Test
  void removesALinkInItsOwnPlace() throws IOException {
    var precious = Files.createDirectories(folder.resolve("precious"));
    Files.writeString(precious.resolve("file"), "keep");
    var claim = claim();
    var work = Files.createDirectories(folder.resolve("work"));
    Files.createSymbolicLink(work.resolve(claim.job() + "-" + claim.attempt()), precious);

    WorkFolder.of(work, claim).close();

    assertThat(precious.resolve("file")).hasContent("keep");
    assertThat(work).isEmptyDirectory();
  }

  @Test
  void doesNotFailWhenItIsGoneAlready() {
    var work = WorkFolder.of(folder, claim());

    work.close();
    work.close();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void saysWhichFolderItCannotMake() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "no folder");

    assertThatThrownBy(() -> WorkFolder.of(file, claim()))
        .hasMessageContaining("Could not make the work folder " + file);
  }

  @Test
  void removesLeftoversAndKeepsWhatIsLive() {
    var live = new Claim(new JobId(UUID.randomUUID()), 2);
    var kept = WorkFolder.of(folder, live);
    WorkFolder.of(folder, new Claim(live.job(), 1));
    WorkFolder.of(folder, claim());

    int removed = WorkFolder.removeLeftovers(folder, () -> Set.of(live));

    assertThat(removed).isEqualTo(2);
    assertThat(folder).isDirectoryContaining(path -> path.equals(kept.root()));
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void keepsWhatIsMadeWhileItLooks() {
    WorkFolder.of(folder, claim());
    var made = new ArrayList<WorkFolder>();

    int removed =
        WorkFolder.removeLeftovers(
            folder,
            () -> {
              made.add(WorkFolder.of(folder, claim()));
              return Set.of();
            });

    assertThat(removed).isEqualTo(1);
    assertThat(made.getFirst().checkout()).isDirectory();
  }

  @Test
  void keepsWhatIsNotOurs() throws IOException {
    var names = List.of("photos", "00000000-0000-0000-0000-000000000001", "x.tar");
    for (var name : names) {
      Files.createDirectories(folder.resolve(name));
    }

    int removed = WorkFolder.removeLeftovers(folder, Set::of);

    assertThat(removed).isZero();
    assertThat(folder.toFile().list()).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void hasNoLeftoversWhereNobodyEverWorked() {
    assertThat(WorkFolder.removeLeftovers(folder.resolve("missing"), Set::of)).isZero();
  }

  private static Claim claim() {
    return new Claim(new JobId(UUID.randomUUID()), 1);
  }
}
