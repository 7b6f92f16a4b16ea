package dev.slipway.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.firewall.Firewall;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FirewallCheckTest {

  @TempDir private Path folder;

  @Test
  void saysWhatToInstallWhereTheRulesCannotBe() {
    var check = FirewallCheck.check(new Firewall(folder.resolve("nft")));

    assertThat(check).isInstanceOf(Check.Bad.class);
    assertThat(check.line())
        .contains("builds can reach this machine's services and private networks")
        .contains("apt-get install nftables, or dnf install nftables), then slipway firewall on");
  }
}
