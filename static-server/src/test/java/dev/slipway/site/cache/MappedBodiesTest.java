package dev.slipway.site.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.artifact.ArtifactException;
import dev.slipway.artifact.Extent;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.site.FolderOfArtifacts;
import dev.slipway.site.SampleSite;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MappedBodiesTest {

  private static final int SITES = 20;
  private static final long BUDGET = 1 << 20;

  @TempDir private Path folder;
  private OpenArtifacts artifacts;
  private final MappedBodies bodies = new MappedBodies(BUDGET);
  private final List<ArtifactDigest> digests = new ArrayList<>();

  @BeforeEach
  void pack() {
    for (int i = 0; i < SITES; i++) {
      digests.add(new SampleSite().file("a.txt", ("site " + i + " ").repeat(30_000)).pack(folder));
    }
    artifacts = new OpenArtifacts(new FolderOfArtifacts(folder), 1 << 20);
  }

  @AfterEach
  void close() {
    artifacts.close();
  }

  @Test
  void areTheBytesOfTheFileWhateverWasGivenBack() {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < SITES; i++) {
        assertThat(text(i))
            .startsWith("site " + i + " ")
            .hasSize(("site " + i).length() * 30_000 + 30_000);
      }
    }
  }

  @Test
  void keepNoMorePagesThanTheBudgetAllows() {
    for (int i = 0; i < SITES; i++) {
      text(i);

      assertThat(bodies.resident()).isPositive().isLessThanOrEqualTo(BUDGET);
    }
  }

  @Test
  void takeNoRoomTwice() {
    text(0);
    long once = bodies.resident();

    text(0);

    assertThat(bodies.resident()).isEqualTo(once);
  }

  @Test
  void outliveTheirArtifact() {
    for (int i = 0; i < SITES; i++) {
      text(i);
    }
    artifacts.close();

    for (int i = 0; i < SITES; i++) {
      assertThat(text(i)).startsWith("site " + i + " ");
    }
  }

  @Test
  void sayThatAFileWasCutOffBeforeItWasMapped() throws IOException {
    try (var lease = artifacts.lease(digests.getFirst()).orElseThrow()) {
      var extent = extent(lease);
      var tar = folder.resolve(digests.getFirst().hex() + ".tar");
      try (var channel = FileChannel.open(tar, StandardOpenOption.WRITE)) {
        channel.truncate(extent.offset() + 1);
      }

      assertThatThrownBy(() -> bodies.slice(lease, extent, extent))
          .isInstanceOf(ArtifactException.class)
          .hasMessageContaining("cut off");
    }
  }

  private String text(int site) {
    try (var lease = artifacts.lease(digests.get(site)).orElseThrow()) {
      var extent = extent(lease);
      var text = UTF_8.decode(bodies.slice(lease, extent, extent)).toString();
      bodies.sent(lease, extent, extent);
      return text;
    }
  }

  private static Extent extent(ArtifactLease lease) {
    return lease.artifact().file("a.txt").orElseThrow().plain();
  }
}
