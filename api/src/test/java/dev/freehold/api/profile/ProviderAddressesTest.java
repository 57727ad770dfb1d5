package dev.freehold.api.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.freehold.api.TestProvider;
import dev.freehold.api.platform.Installation;
import dev.freehold.api.platform.Mode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API as request forger, through the addresses of providers. */
class ProviderAddressesTest {
  private final TestProvider provider = new TestProvider();
  private final ProviderHttp guarded = http(Mode.LOCAL, false);
  private final ProviderHttp open = http(Mode.LOCAL, true);

  private static ProviderHttp http(Mode mode, boolean allowPrivate) {
    return new ProviderHttp(
        new Installation(mode, URI.create("http://localhost")),
        new ProviderSettings(allowPrivate, Duration.ofSeconds(2), 1_000, Duration.ofHours(1)));
  }

  @AfterEach
  void close() {
    provider.close();
    guarded.close();
    open.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001::1"
      })
  void takesNoSpecialAddressForPublic(String address) throws Exception {
    assertThat(ProviderAddresses.isPublic(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1.1.1", "172.32.0.1", "100.128.0.1", "198.20.0.1", "2606:4700::1111"})
  void takesOthersForPublic(String address) throws Exception {
    assertThat(ProviderAddresses.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f000001",
        "127.1",
        "[::1]",
        "[::ffff:127.0.0.1]"
      })
  void connectsToNoNameOrNumberThatMeansLoopback(String host) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    provider.on(
        "/keys",
        exchange -> {
          asked.incrementAndGet();
          TestProvider.send(exchange, 200, "{}");
        });
    URI uri = URI.create(provider.base().replace("127.0.0.1", host) + "/keys");
    assertThatThrownBy(() -> guarded.get(uri)).isInstanceOf(IOException.class);
    assertThat(asked).hasValue(0);
  }

  @Test
  void connectsToTheSameWhenConfigured() throws Exception {
    assertThat(open.get(URI.create(provider.base() + "/keys")).status()).isEqualTo(200);
  }

  @Test
  void followsNoRedirect() throws Exception {
    AtomicInteger reached = new AtomicInteger();
    provider.on(
        "/metadata",
        exchange -> {
          reached.incrementAndGet();
          TestProvider.send(exchange, 200, "{}");
        });
    provider.on(
        "/keys",
        exchange -> {
          exchange.getResponseHeaders().set("location", provider.base() + "/metadata");
          TestProvider.send(exchange, 302, "");
        });
    assertThat(open.get(URI.create(provider.base() + "/keys")).status()).isEqualTo(302);
    assertThat(reached).hasValue(0);
  }

  @Test
  void readsNoPlainHttpOutsideLocalMode() {
    ProviderHttp production = http(Mode.PRODUCTION, true);
    assertThatThrownBy(() -> production.get(URI.create(provider.base() + "/keys")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("must be https");
    production.close();
  }

  @Test
  void capsAnAnswerInSize() {
    provider.on("/keys", exchange -> TestProvider.send(exchange, 200, " ".repeat(1_001)));
    assertThatThrownBy(() -> open.get(URI.create(provider.base() + "/keys")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("longer than 1000");
  }

  @Test
  void givesUpOnAnAnswerThatDrips() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    HttpServer slow =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    slow.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (exchange) {
            // A byte every half second keeps every time-out between two packets from ending it.
            while (!end.await(500, java.util.concurrent.TimeUnit.MILLISECONDS)) {
              exchange.getResponseBody().write(' ');
              exchange.getResponseBody().flush();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    slow.start();
    try {
      URI uri = URI.create("http://127.0.0.1:" + slow.getAddress().getPort() + "/");
      assertThatThrownBy(() -> open.get(uri)).isInstanceOf(IOException.class);
    } finally {
      end.countDown();
      slow.stop(0);
    }
  }
}
