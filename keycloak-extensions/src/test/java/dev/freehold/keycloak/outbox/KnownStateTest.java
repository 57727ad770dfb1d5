package dev.freehold.keycloak.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownStateTest {
  private static final KnownState KNOWN = new KnownState("a", false, true, 5L);

  @Test
  void tellsAnUnknownUserAsCreatedOnly() {
    assertThat(KnownState.changes(null, new KnownState("a", true, false, 5L)))
        .containsExactly(UserEventType.CREATED);
  }

  @Test
  void keepsSilentWhenNothingVisibleChanged() {
    assertThat(KnownState.changes(KNOWN, new KnownState("a", false, true, 5L))).isEmpty();
  }

  @Test
  void tellsEachKindOfChangeOnce() {
    assertThat(KnownState.changes(KNOWN, new KnownState("b", true, false, 5L)))
        .containsExactly(
            UserEventType.UPDATED, UserEventType.EMAIL_VERIFIED, UserEventType.DISABLED);
    assertThat(KnownState.changes(new KnownState("a", true, false, 5L), KNOWN))
        .containsExactly(UserEventType.UPDATED, UserEventType.ENABLED);
  }

  @Test
  void tellsAChangedPasswordWhenItKnewTheOneBefore() {
    assertThat(KnownState.changes(KNOWN, new KnownState("a", false, true, 6L)))
        .containsExactly(UserEventType.PASSWORD_CHANGED);
    assertThat(KnownState.changes(KNOWN, new KnownState("a", false, true, 0L)))
        .containsExactly(UserEventType.PASSWORD_CHANGED);
    KnownState unknown = new KnownState("a", false, true, null);
    assertThat(KnownState.changes(unknown, KNOWN)).isEmpty();
    assertThat(KnownState.changes(KNOWN, unknown)).isEmpty();
  }

  @Test
  void keepsNeighbouringFieldsApart() {
    UserState one = user("ab", "c");
    UserState other = user("a", "bc");
    UserState none = user("ab", null);
    assertThat(one.profileHash())
        .hasSize(64)
        .isEqualTo(user("ab", "c").profileHash())
        .isNotEqualTo(other.profileHash())
        .isNotEqualTo(none.profileHash());
    assertThat(none.profileHash()).isNotEqualTo(user("ab", "null").profileHash());
  }

  private static UserState user(String first, String last) {
    return new UserState("u", "u@example.com", false, first, last, true, null, 0L, 5L);
  }
}
