package dev.freehold.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NarrowingTest {
  private static final Caller.User USER =
      new Caller.User(
          UUID.randomUUID(),
          UUID.randomUUID(),
          "https://issuer.example.com",
          "subject",
          "ada@example.com",
          Set.of(Roles.ADMINISTRATOR, "Clerk", "Prüfer 1+1", "100%"));

  @Test
  void withoutAWishAllRolesAreInForce() {
    assertThat(Narrowing.narrow(USER, List.of())).isSameAs(USER);
  }

  @ParameterizedTest
  @CsvSource({"Clerk,Clerk", "' Clerk ',Clerk", "Pr%C3%BCfer%201+1,Prüfer 1+1", "100%,100%"})
  void leavesTheRoleThatIsNamed(String wish, String role) {
    Caller narrowed = Narrowing.narrow(USER, List.of(wish));
    assertThat(narrowed.roles()).containsExactly(role);
    assertThat(narrowed.isAdministrator()).isFalse();
    assertThat(narrowed).isInstanceOf(Caller.User.class);
    assertThat(((Caller.User) narrowed).id()).isEqualTo(USER.id());
    assertThat(((Caller.User) narrowed).email()).isEqualTo(USER.email());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Boss", "clerk", "Guest", "", "Clerk, Administrator", "%zz"})
  void refusesARoleThatIsNotHisOwn(String wish) {
    assertThatThrownBy(() -> Narrowing.narrow(USER, List.of(wish)))
        .isInstanceOfSatisfying(
            FreeholdException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_AUTHORIZED);
              assertThat(refusal.details()).containsEntry("reason", "role_not_held");
            });
  }

  @Test
  void refusesTwoWishes() {
    assertThatThrownBy(() -> Narrowing.narrow(USER, List.of("Clerk", "Administrator")))
        .isInstanceOfSatisfying(
            FreeholdException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.VALIDATION));
  }

  @Test
  void tokensAndGuestsLikewise() {
    Caller token = new Caller.ApiToken(UUID.randomUUID(), "job", Set.of("Clerk", "Boss"));
    assertThat(Narrowing.narrow(token, List.of("Boss")).roles()).containsExactly("Boss");
    Caller guest = new Caller.Guest();
    assertThat(Narrowing.narrow(guest, List.of("Guest"))).isSameAs(guest);
    assertThatThrownBy(() -> Narrowing.narrow(guest, List.of("Clerk")))
        .isInstanceOf(FreeholdException.class);
  }
}
