package dev.freehold.api.platform;

import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.ServerRequestContext;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * From where requests come. Behind proxies it is what the outermost trusted one saw: each of the
 * {@code FREEHOLD_PROXY_HOPS} proxies appends its peer to {@code X-Forwarded-For}, and whatever
 * stands left of theirs a client may have written itself.
 */
@Singleton
public class ClientAddresses {
  private static final String HEADER = "X-Forwarded-For";
  private static final Pattern LITERAL =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final int NETWORK_BYTES = 8;

  private final int hops;

  ClientAddresses(@Property(name = "freehold.proxy.hops", defaultValue = "0") int hops) {
    this.hops = hops;
  }

  /**
   * The client of the request that this thread answers; an IPv6 address only as its network of 64
   * bits, which one customer has for himself.
   */
  public String current() {
    return ServerRequestContext.currentRequest().map(this::of).orElse("none");
  }

  /** The same of another request. */
  public String of(HttpRequest<?> request) {
    InetSocketAddress peer = request.getRemoteAddress();
    if (hops > 0) {
      List<String> path =
          request.getHeaders().getAll(HEADER).stream()
              .flatMap(header -> Arrays.stream(header.split(",", -1)))
              .map(String::strip)
              .toList();
      if (path.size() >= hops) {
        return network(path.get(path.size() - hops));
      }
    }
    return peer.getAddress() == null ? peer.getHostString() : network(peer.getAddress());
  }

  private static String network(String text) {
    try {
      // Only what cannot be a name: names would be looked up.
      return LITERAL.matcher(text).matches() ? network(InetAddress.getByName(text)) : "unreadable";
    } catch (UnknownHostException e) {
      return "unreadable";
    }
  }

  private static String network(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address.getHostAddress();
    }
    StringBuilder network = new StringBuilder();
    for (int i = 0; i < NETWORK_BYTES; i++) {
      network.append("%02x".formatted(address.getAddress()[i]));
    }
    return network.append("/64").toString();
  }
}
