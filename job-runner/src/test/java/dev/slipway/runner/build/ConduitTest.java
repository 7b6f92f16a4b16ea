package dev.slipway.runner.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class ConduitTest {

  private static final int MORE_THAN_FITS = 3 << 20;

  @Test
  void carriesEveryByte() throws IOException, InterruptedException {
    var conduit = new Conduit(Duration.ofSeconds(10));
    var bytes = new byte[MORE_THAN_FITS + 7];
    new Random(1).nextBytes(bytes);
    var writer =
        Thread.ofVirtual()
            .start(() -> {
              try (var sink = conduit.sink()) {
                sink.write(bytes);
              } catch (IOException e) {
                conduit.fail(e);
              }
            });

    var read = conduit.source().readAllBytes();

    assertThat(read).isEqualTo(bytes);
    assertThat(writer.join(Duration.ofSeconds(5))).isTrue();
  }

  @Test
  void doesNotWaitForEverForBytes() {
    var conduit = new Conduit(Duration.ofMillis(50));

    assertThatThrownBy(() -> conduit.source().read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nothing came");
  }

  @Test
  void doesNotWaitForEverForRoom() {
    var conduit = new Conduit(Duration.ofMillis(50));

    assertThatThrownBy(() -> conduit.sink().write(new byte[MORE_THAN_FITS]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nothing was taken");
  }

  @Test
  void tellsAReaderThatTheWriterFailed() {
    var conduit = new Conduit(Duration.ofSeconds(10));

    conduit.fail(new IOException("no more disk"));

    assertThatThrownBy(() -> conduit.source().read()).hasRootCauseMessage("no more disk");
  }

  @Test
  void tellsAWriterThatWaitsThatTheReaderFailed() throws InterruptedException {
    var conduit = new Conduit(Duration.ofSeconds(10));
    var thrown = new AtomicReference<Throwable>();
    var writer =
        Thread.ofVirtual()
            .start(() -> {
              try {
                conduit.sink().write(new byte[MORE_THAN_FITS]);
              } catch (IOException e) {
                thrown.set(e);
              }
            });

    conduit.fail(new IOException("connection lost"));

    assertThat(writer.join(Duration.ofSeconds(5))).isTrue();
    assertThat(thrown.get()).hasRootCauseMessage("connection lost");
  }
}
