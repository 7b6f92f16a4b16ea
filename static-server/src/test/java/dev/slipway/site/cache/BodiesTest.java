package dev.slipway.site.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.Extent;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.site.FolderOfArtifacts;
import dev.slipway.site.SampleSite;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BodiesTest {

  @TempDir private Path folder;
  private ArtifactDigest digest;
  private Artifact artifact;

  @BeforeEach
  void open() {
    var site = new SampleSite();
    for (int i = 0; i < 20; i++) {
      site.file("file" + i, new byte[1_000]);
    }
    digest = site.file("limit", new byte[Bodies.LONGEST]).pack(folder);
    artifact = Artifact.open(new FolderOfArtifacts(folder).path(digest));
  }

  @AfterEach
  void close() {
    artifact.close();
  }

  @Test
  void keepsABody() {
    var bodies = new Bodies(10_000);

    var first = bodies.get(digest, artifact, extent("file0"));

    assertThat(first).hasSize(1_000);
    assertThat(bodies.get(digest, artifact, extent("file0"))).isSameAs(first);
  }

  @Test
  void keepsNoMoreThanItsBudget() {
    var bodies = new Bodies(5_000);

    for (int i = 0; i < 20; i++) {
      bodies.get(digest, artifact, extent("file" + i));
    }

    assertThat(bodies.bytes()).isPositive().isLessThanOrEqualTo(5_000);
  }

  @Test
  void keepsNoLongBody() {
    var bodies = new Bodies(1 << 20);
    var longer = new Extent(0, Bodies.LONGEST + 1L);

    assertThat(Bodies.fits(extent("limit"))).isTrue();
    assertThat(Bodies.fits(longer)).isFalse();
    assertThatThrownBy(() -> bodies.get(digest, artifact, longer))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(bodies.bytes()).isZero();
  }

  private Extent extent(String path) {
    return artifact.file(path).orElseThrow().plain();
  }
}
