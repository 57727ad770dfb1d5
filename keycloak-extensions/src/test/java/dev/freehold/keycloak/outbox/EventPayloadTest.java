package dev.freehold.keycloak.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventPayloadTest {
  @Test
  void hasTheShapeOfTheContract() {
    UserState ada =
        new UserState(
            "ada",
            "ada@example.com",
            true,
            "Ada",
            "Love\"lace",
            true,
            "en",
            1_800_000_000_100L,
            3L);
    EventPayload event =
        new EventPayload(
            UserEventType.LOGGED_IN,
            Instant.parse("2026-11-21T00:40:03.123456Z"),
            "freehold",
            "0199",
            "7f0c",
            7,
            ada,
            Revocation.upTo(1_763_683_203L, "s-1", List.of("s-2"), List.of("s-3")),
            Actor.USER);
    assertThat(event.toJson())
        .isEqualTo(
            "{\"type\":\"user.logged_in\",\"timestamp\":\"2026-11-21T00:40:03.123Z\",\"data\":{"
                + "\"realm\":\"freehold\",\"profileId\":\"0199\",\"subject\":\"7f0c\",\"sequence\":7,"
                + "\"user\":{\"username\":\"ada\",\"email\":\"ada@example.com\",\"emailVerified\":true,"
                + "\"firstName\":\"Ada\",\"lastName\":\"Love\\\"lace\",\"enabled\":true,\"locale\":\"en\","
                + "\"createdAt\":\"2027-01-15T08:00:00.100Z\"},"
                + "\"sessionId\":\"s-1\",\"notBefore\":1763683203,"
                + "\"sessions\":{\"ended\":[\"s-2\"],\"kept\":[\"s-3\"]},\"actor\":\"user\"}}");
  }

  @Test
  void writesWhatIsMissingAsNullAndDropsALocaleThatIsNone() {
    UserState bare = new UserState("u", null, false, null, null, true, "x".repeat(36), null, null);
    EventPayload event =
        new EventPayload(
            UserEventType.CREATED,
            Instant.EPOCH,
            "r",
            "p",
            "s",
            1,
            bare,
            Revocation.NONE,
            Actor.ADMIN);
    assertThat(event.toJson())
        .contains("\"email\":null", "\"locale\":null", "\"createdAt\":null", "\"sessionId\":null")
        .contains("\"notBefore\":null", "\"sessions\":null")
        .contains("\"actor\":\"admin\"");
  }

  @Test
  void tellsOfARealmWithoutAUser() {
    EventPayload event =
        new EventPayload(
            UserEventType.REALM_LOGGED_OUT,
            Instant.EPOCH,
            "r",
            "p",
            null,
            1,
            null,
            Revocation.before(7),
            Actor.ADMIN);
    assertThat(event.toJson())
        .contains("\"type\":\"realm.logged_out\"", "\"subject\":null", "\"user\":null")
        .contains("\"notBefore\":7", "\"sessions\":null");
  }

  @Test
  void countsTheWholeSecondWhenThereAreTooManySessionsToList() {
    List<String> many = Collections.nCopies(501, "s");
    assertThat(Revocation.upTo(7, null, many, List.of())).isEqualTo(new Revocation(null, 8L, null));
  }
}
