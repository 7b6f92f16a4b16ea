package dev.slipway.runner.checkout.host;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Tells addresses of the public internet from those of this machine and its networks.
final class PublicAddress {

  private static final int IPV4_BYTES = 4;

  private PublicAddress() {}

  static boolean is(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes);
  }

  private static boolean isPublic4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    boolean shared = first == 100 && (second & 0xc0) == 64; // carrier-grade NAT
    boolean benchmark = first == 198 && (second & 0xfe) == 18;
    boolean protocol = first == 192 && second == 0 && bytes[2] == 0;
    return first != 0 && first < 240 && !shared && !benchmark && !protocol;
  }

  private static boolean isPublic6(byte[] bytes) {
    if ((bytes[0] & 0xfe) == 0xfc) { // unique local
      return false;
    }
    if (bytes[0] == 0 && bytes[1] == 0x64) { // NAT64, the IPv4 address at the end
      return isPublicPart(bytes, bytes.length - IPV4_BYTES);
    }
    if (bytes[0] == 0x20 && bytes[1] == 0x02) { // 6to4, the IPv4 address after the prefix
      return isPublicPart(bytes, 2);
    }
    return (bytes[0] & 0xe0) == 0x20; // 2000::/3 is all that is given out
  }

  private static boolean isPublicPart(byte[] bytes, int from) {
    try {
      return is(InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + IPV4_BYTES)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are always an address", e);
    }
  }
}
