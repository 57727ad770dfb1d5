package dev.freehold.api.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTextsTest {
  @ParameterizedTest
  @CsvSource({
    "example.com, example.com",
    "@Example.COM, example.com",
    "*.example.com, *.example.com",
    "@*.example.com, *.example.com",
    "BÜCHER.de, xn--bcher-kva.de",
    "a-b.example.museum, a-b.example.museum"
  })
  void normalizesDomains(String text, String domain) {
    assertThat(SignUpDomains.normalize(text)).contains(domain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "com",
        "*.com.",
        "a..com",
        "-a.com",
        "a_b.com",
        "a.com,b.com",
        "*",
        "*.*.a.com",
        "ada@example.com",
        "exa mple.com",
        "127.0.0.1"
      })
  void refusesWhatIsNoDomain(String text) {
    assertThat(SignUpDomains.normalize(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.com/callback?x=1",
        "http://localhost:3000/auth/callback",
        "http://127.0.0.1/",
        "http://[::1]:8080/"
      })
  void takesExactAddresses(String url) {
    assertThat(RedirectUrls.refusal(List.of(url), false)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://app.example.com/",
        "https://a.com/*",
        "https://*.a.com/",
        "https://a.com/#x",
        "https://u:p@a.com/",
        "/callback",
        "//a.com/",
        "javascript:alert(1)",
        "myapp://callback",
        "https:a.com",
        "https://",
        "https://a b.com/",
        "http://localhost.evil.com/"
      })
  void refusesOtherAddresses(String url) {
    assertThat(RedirectUrls.refusal(List.of(url), false)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "https://App.Example.com/x, https://app.example.com",
    "https://a.com:443/, https://a.com",
    "http://localhost:3000/auth/callback, http://localhost:3000"
  })
  void writesOriginsAsBrowsersDo(String url, String origin) {
    assertThat(RedirectUrls.origin(url)).isEqualTo(origin);
  }

  @Test
  void makesRealmNames() {
    assertThat(RealmNames.slug(" Müller & Söhne GmbH! ")).contains("muller-sohne-gmbh");
    assertThat(RealmNames.slug("Master")).isEmpty();
    assertThat(RealmNames.slug("日本")).isEmpty();
    assertThat(RealmNames.slug("a".repeat(62) + " b")).contains("a".repeat(62));
  }
}
