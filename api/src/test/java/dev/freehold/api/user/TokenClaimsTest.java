package dev.freehold.api.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.access.Caller;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TokenClaimsTest {
  @Test
  void takesOnlyTheJsonValueTrueForAVerifiedAddress() {
    assertThat(verified(true)).isTrue();
    assertThat(verified("true")).isFalse();
    assertThat(verified(1)).isFalse();
  }

  @Test
  void takesNoAddressForAVerifiedOne() {
    assertThat(arrival(Map.of("email_verified", true)).emailVerified()).isFalse();
  }

  private static boolean verified(Object claim) {
    return arrival(Map.of("email", "ada@example.com", "email_verified", claim)).emailVerified();
  }

  private static Arrival arrival(Map<String, Object> claims) {
    return TokenClaims.arrival(
        new Caller.Unlinked(UUID.randomUUID(), "https://issuer.example", "ada", claims));
  }
}
