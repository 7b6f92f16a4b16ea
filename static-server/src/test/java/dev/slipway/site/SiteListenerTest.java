package dev.slipway.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import java.net.StandardSocketOptions;
import java.time.Duration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

final class SiteListenerTest {

  @Test
  void sendsBodiesAtOnceAndInOnePiece() {
    var server = WebServer.builder();

    SiteListener.apply(server);

    var config = server.buildPrototype();
    assertThat(config.useNio()).isFalse();
    assertThat(config.connectionOptions().tcpNoDelay()).isTrue();
    assertThat(config.connectionOptions().socketOptions())
        .containsEntry(StandardSocketOptions.TCP_NODELAY, true);
  }

  @Test
  void boundsWhatARequestMayTake() {
    var server = WebServer.builder();

    SiteListener.apply(server);

    var config = server.buildPrototype();
    assertThat(config.idleConnectionTimeout()).isLessThan(Duration.ofMinutes(2));
    assertThat(config.protocols())
        .filteredOn(Http1Config.class::isInstance)
        .singleElement(InstanceOfAssertFactories.type(Http1Config.class))
        .satisfies(http -> {
          assertThat(http.maxPrologueLength()).isEqualTo(8 * 1024);
          assertThat(http.maxHeadersSize()).isEqualTo(32 * 1024);
        });
  }
}
