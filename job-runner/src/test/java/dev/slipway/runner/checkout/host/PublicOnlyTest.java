package dev.slipway.runner.checkout.host;

import static dev.slipway.runner.checkout.Refused.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

final class PublicOnlyTest {

  @Test
  void closesASocketThatGotConnectedToAPrivateAddressBeforeAByteGoesOut() throws IOException {
    var url = URI.create("https://rebound.example/x").toURL();
    var tls = new PublicOnly((SSLSocketFactory) SSLSocketFactory.getDefault(), url);
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var socket = new Socket(server.getInetAddress(), server.getLocalPort());
        var accepted = server.accept()) {

      assertThatThrownBy(() -> tls.createSocket(socket, url.getHost(), 443, true))
          .satisfies(refusedWith("host-not-public", "rebound.example"));

      assertThat(socket.isClosed()).isTrue();
      assertThat(accepted.getInputStream().read()).isEqualTo(-1);
    }
  }
}
