package dev.freehold.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.api.platform.FreeholdException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccessTest {
  private static final UUID ID = UUID.randomUUID();

  private static Caller user(String... roles) {
    return new Caller.User(ID, ID, "https://issuer", "subject", null, Set.of(roles));
  }

  private static Caller apiToken(String... roles) {
    return new Caller.ApiToken(ID, "token", Set.of(roles));
  }

  @Test
  void administratorsAreUsersAndApiTokensWithTheRole() {
    for (Caller caller : new Caller[] {user("Administrator"), apiToken("Other", "Administrator")}) {
      assertThatCode(() -> Access.requireAdministrator(caller)).doesNotThrowAnyException();
      assertThat(Access.readUsers(caller)).isInstanceOf(UserScope.Everyone.class);
    }
  }

  @Test
  void everybodyElseIsRefused() {
    for (Caller caller :
        new Caller[] {
          user("Guest"),
          apiToken("Guest"),
          apiToken(),
          new Caller.Guest(),
          new Caller.Unlinked(ID, "https://issuer", "subject", Map.of())
        }) {
      assertThatThrownBy(() -> Access.requireAdministrator(caller))
          .isInstanceOf(FreeholdException.class);
    }
  }

  @Test
  void apiTokenHasNoRowOfItsOwn() {
    Caller token = apiToken("Guest");
    assertThatThrownBy(() -> Access.readUsers(token)).isInstanceOf(FreeholdException.class);
    assertThatThrownBy(() -> Access.requireUserUpdate(token, ID, Set.of("firstName")))
        .isInstanceOf(FreeholdException.class);
  }
}
