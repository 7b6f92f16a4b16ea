package dev.slipway.bench.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.artifact.ArtifactDigest;
import java.util.List;
import org.junit.jupiter.api.Test;

class SiteTest {

  @Test
  void isReadAsItWasWritten() {
    var site =
        new Site("site-00001", new ArtifactDigest("a".repeat(64)), List.of("/", "/assets/a.js"));

    assertThat(Site.of(site.line())).isEqualTo(site);
    assertThat(site.host()).isEqualTo("site-00001.localhost");
  }
}
