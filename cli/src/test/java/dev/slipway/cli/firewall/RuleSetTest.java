package dev.slipway.cli.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RuleSetTest {

  @Test
  void letsBuildsReachTheInternetAndWhatIsAllowedAndNothingElse() {
    var rules =
        new RuleSet(
            "slipway",
            "slw-",
            List.of(InetAddress.ofLiteral("10.0.0.53")),
            List.of(Destination.parse("10.1.2.3:4873").orElseThrow()));

    assertThat(rules.text())
        .isEqualTo(
            """
            table inet slipway
            delete table inet slipway
            table inet slipway {
              chain forward {
                type filter hook forward priority -10; policy accept;
                iifname "slw-*" jump onward
              }
              chain input {
                type filter hook input priority -10; policy accept;
                iifname "slw-*" jump host
              }
              chain onward {
                ip daddr 10.0.0.53/32 meta l4proto { tcp, udp } th dport 53 accept
                ip daddr 10.1.2.3/32 tcp dport 4873 accept
                ip daddr { 0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16,\
             172.16.0.0/12, 192.0.0.0/24, 192.168.0.0/16, 198.18.0.0/15, 224.0.0.0/4, 240.0.0.0/4 }\
             reject with icmpx type admin-prohibited
                ip6 daddr { ::/127, 64:ff9b::a00:0/104, 64:ff9b::6440:0/106, 64:ff9b::7f00:0/104,\
             64:ff9b::a9fe:0/112, 64:ff9b::ac10:0/108, 64:ff9b::c0a8:0/112, 64:ff9b:1::/48,\
             fc00::/7, fe80::/10, fec0::/10, ff00::/8 } reject with icmpx type admin-prohibited
              }
              chain host {
                ip daddr 10.0.0.53/32 meta l4proto { tcp, udp } th dport 53 accept
                ip daddr 10.1.2.3/32 tcp dport 4873 accept
                reject with icmpx type admin-prohibited
              }
            }
            """);
  }
}
