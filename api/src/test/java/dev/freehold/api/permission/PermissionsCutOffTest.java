package dev.freehold.api.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freehold.api.TestApi;
import dev.freehold.api.access.Caller;
import dev.freehold.api.access.Roles;
import dev.freehold.api.platform.FreeholdException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PermissionsCutOffTest {
  private static final Caller ADMINISTRATOR =
      new Caller.ApiToken(UUID.randomUUID(), "job", Set.of(Roles.ADMINISTRATOR));

  @Test
  void nodeThatCannotHearOfChangesAllowsNothing() {
    try (TestApi api = new TestApi(Map.of())) {
      Permissions permissions = api.server.getApplicationContext().getBean(Permissions.class);
      assertThat(permissions.of(ADMINISTRATOR).everything()).isTrue();
      api.database.refuseConnections();
      // It was told of every change older than five seconds; one of them may have taken the role.
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(reason(permissions)).isEqualTo("database_unavailable"));
    }
  }

  private static Object reason(Permissions permissions) {
    try {
      return permissions.of(ADMINISTRATOR).everything();
    } catch (FreeholdException refusal) {
      return refusal.details().get("reason");
    }
  }
}
