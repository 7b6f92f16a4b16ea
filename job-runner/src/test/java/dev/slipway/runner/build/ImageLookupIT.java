package dev.slipway.runner.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageLookupIT {

  private final URI address = Engine.address(System.getenv());

  @Test
  void saysWhatTheClientSays() {
    try (var engine = new TestEngine()) {
      var id = ImageLookup.id(address, engine.image.name());

      assertThat(id).contains(engine.image.id());
    }
  }

  @Test
  void knowsNothingOfAnImageThatIsNotThere() {
    assertThat(ImageLookup.id(address, "slipway-test/none:1")).isEmpty();
  }

  @Test
  void asksNothingForWhatIsNoName() {
    assertThat(ImageLookup.id(address, "x/json HTTP/1.0\r\nHost: y\r\n\r\n")).isEmpty();
  }

  @Test
  void knowsNothingWhereNoEngineIs(@TempDir Path folder) {
    var nowhere = URI.create("unix://" + folder.resolve("engine.sock"));

    assertThat(ImageLookup.id(nowhere, "slipway/builder-node:24")).isEmpty();
  }
}
