package dev.freehold.api.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import org.junit.jupiter.api.Test;

class ClientAddressesTest {
  @Test
  void doesNotBelieveTheHeaderWithoutProxies() {
    assertThat(of(0, "203.0.113.7")).isEqualTo(of(0));
  }

  @Test
  void takesWhatTheOutermostTrustedProxySaw() {
    assertThat(of(1, "203.0.113.7")).isEqualTo("203.0.113.7");
    assertThat(of(1, "10.0.0.1, 203.0.113.7")).isEqualTo("203.0.113.7");
    assertThat(of(2, "1.2.3.4", "203.0.113.7, 10.0.0.1")).isEqualTo("203.0.113.7");
  }

  @Test
  void takesThePeerWhenARequestCameAroundTheProxies() {
    assertThat(of(2, "203.0.113.7")).isEqualTo(of(0));
  }

  @Test
  void looksNoNamesUp() {
    assertThat(of(1, "localhost")).isEqualTo("unreadable");
    assertThat(of(1, "999.1.1.1")).isEqualTo("unreadable");
  }

  @Test
  void countsAnIpv6NetworkAsOne() {
    assertThat(of(1, "2001:db8:1:2::1")).isEqualTo(of(1, "2001:db8:1:2:ffff::9"));
    assertThat(of(1, "2001:db8:1:2::1")).isNotEqualTo(of(1, "2001:db8:1:3::1"));
  }

  private static String of(int hops, String... headers) {
    MutableHttpRequest<?> request = HttpRequest.GET("/");
    for (String header : headers) {
      request.header("X-Forwarded-For", header);
    }
    return new ClientAddresses(hops).of(request);
  }
}
