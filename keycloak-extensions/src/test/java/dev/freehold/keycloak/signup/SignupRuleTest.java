package dev.freehold.keycloak.signup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignupRuleTest {
  private final SignupRule rule =
      SignupRule.of(
          "domains",
          "example.com, *.corp.example, B\u00fccher.example,fass.example,kelvin.example,, *, com ");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.com",
        "ADA@EXAMPLE.COM",
        " ada@Example.Com ",
        "a+b@example.com",
        "ada@it.corp.example",
        "ada@deep.it.corp.example",
        "ada@b\u00fccher.example",
        "ada@B\u00dcCHER.example",
        "ada@xn--bcher-kva.example",
        "\u00e4da@example.com"
      })
  void admitsTheDomainsOfTheList(String email) {
    assertThat(rule.check(email)).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "ada",
        "@example.com",
        "ada@",
        "ada@other.com",
        "ada@sub.example.com",
        "ada@corp.example",
        "ada@evilcorp.example",
        "ada@notexample.com",
        "ada@example.com.evil.com",
        "ada@evil.com@example.com",
        "\"ada@evil.com\"@example.com",
        "ada@example.com@evil.com",
        "ada@example.com.",
        "ada@.example.com",
        "ada@example..com",
        "ada@example.com\u0000.evil.com",
        "ada@evil.com\n@example.com",
        "ada@example.com\r\nbcc:x",
        "ada@exa mple.com",
        "ada@example\u3002com",
        "ada@\uff45xample.com",
        "ada@example.com\u200b",
        "ada@exam\u00adple.com",
        "ada@\u202eexample.com",
        "ada@ex\u0430mple.com",
        "ada@fa\u00df.example",
        "ada@b\u00fcch\u200der.example",
        "ada@\u212aelvin.example",
        "ada@[127.0.0.1]",
        "ada@example.com/evil.com",
        "ada@evil.com#example.com",
        "ada@evil.com?.corp.example",
        "ada@evil.com\\.corp.example",
        "ada@com",
        "ada@-.corp.example"
      })
  void refusesEverythingElse(String email) {
    assertThat(rule.check(email))
        .get()
        .extracting(SignupRule.Refusal::messageKey)
        .isEqualTo("freeholdSignupDomainRefused");
  }

  @Test
  void namesTheAllowedDomainsInARefusal() {
    assertThat(rule.check("ada@other.com").orElseThrow().parameters())
        .containsExactly(
            "example.com, *.corp.example, xn--bcher-kva.example, fass.example, kelvin.example");
  }

  @Test
  void refusesAllWhenTheListIsEmptyOrUnusable() {
    assertThat(SignupRule.of("domains", null).check("ada@example.com")).isPresent();
    assertThat(SignupRule.of("domains", "*, @example.com").check("ada@example.com")).isPresent();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"off", "", "Open", "OPEN", "invite", "domain"})
  void countsAnUnknownModeAsOff(String mode) {
    assertThat(SignupRule.of(mode, "example.com").check("ada@example.com"))
        .get()
        .extracting(SignupRule.Refusal::messageKey)
        .isEqualTo("freeholdSignupOff");
  }

  @Test
  void admitsEverybodyWhenOpen() {
    assertThat(SignupRule.of("open", null).check("ada@anything.example")).isEmpty();
    assertThat(SignupRule.of("open", null).check(null)).isEmpty();
  }

  @Test
  void refusesAHugeAddressAtOnce() {
    assertThat(rule.check("ada@" + "\u00fc".repeat(1_000_000) + ".example")).isPresent();
  }
}
