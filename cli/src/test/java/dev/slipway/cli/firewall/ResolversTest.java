package dev.slipway.cli.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResolversTest {

  @TempDir private Path folder;

  @Test
  void areThoseThatOthersCanReachToo() throws IOException {
    var file =
        Files.writeString(
            folder.resolve("resolv.conf"),
            """
            # nameserver 10.9.9.9
            search lan
            nameserver 10.0.0.53
            nameserver\t fd00::53
            nameserver 127.0.0.53
            nameserver ::1
            nameserver fe80::1%eth0
            nameserver
            """);

    assertThat(Resolvers.read(file))
        .containsExactly(InetAddress.ofLiteral("10.0.0.53"), InetAddress.ofLiteral("fd00::53"));
  }

  @Test
  void areNoneWhereNobodySays() {
    assertThat(Resolvers.read(folder.resolve("none"))).isEmpty();
  }
}
