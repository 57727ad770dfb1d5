package dev.freehold.api.profile;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves the names of identity providers and lets nothing through that is not on the public
 * internet (RFC 6890). The client connects to the very addresses that were checked here, so a name
 * that resolves to something else a moment later (DNS rebinding) gains nothing.
 */
final class ProviderAddresses implements DnsResolver {
  private final boolean privateAllowed;

  ProviderAddresses(boolean privateAllowed) {
    this.privateAllowed = privateAllowed;
  }

  /** A name that has a forbidden address, if only among others, is refused. */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] found = InetAddress.getAllByName(host);
    if (!privateAllowed && !Arrays.stream(found).allMatch(ProviderAddresses::isPublic)) {
      throw new ForbiddenAddress(host);
    }
    return found;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
  }

  private static boolean isPublic4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    boolean shared = first == 100 && second >= 64 && second < 128;
    boolean protocol = first == 192 && second == 0 && (bytes[2] == 0 || bytes[2] == 2);
    boolean benchmark = first == 198 && (second == 18 || second == 19);
    return first != 0 && first < 224 && !shared && !protocol && !benchmark;
  }

  /** Only global unicast 2000::/3, without the ranges that carry an IPv4 address inside. */
  private static boolean isPublic6(byte[] bytes) {
    boolean global = (bytes[0] & 0xe0) == 0x20;
    boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
    boolean protocol = bytes[0] == 0x20 && bytes[1] == 0x01 && (bytes[2] == 0 || bytes[2] == 1);
    return global && !sixToFour && !protocol;
  }

  /** The name leads into a private network. */
  static final class ForbiddenAddress extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    ForbiddenAddress(String host) {
      super(host + " has an address that is not public");
    }
  }
}
