package dev.freehold.api.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.access.Role;
import dev.freehold.api.catalog.TableId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PermissionsYamlTest {
  private static final Map<String, Object> OWN =
      Json.normal(Map.of("owner", Map.of("equals", "__loggedInUserId")));

  private static Grant grant(Action action) {
    return new Grant(
        new UUID(0, 1),
        "no",
        new TableId("public", "posts"),
        action,
        new GrantedFields.Only(Set.of("yes", "12"), Set.of()),
        OWN,
        null,
        Map.of(),
        Limits.NONE);
  }

  @Test
  void whatIsWrittenCanBeRead() {
    Role role =
        new Role(new UUID(0, 1), "no", "08:30 # really: *x", false, Instant.EPOCH, Instant.EPOCH);
    String text =
        PermissionsYaml.write(
            Map.of(),
            List.of(role),
            Map.of(role.id(), List.of(grant(Action.READ), grant(Action.UPDATE))));
    YamlValue read = YamlValue.parse(text).entries().get("roles").entries().get("no");
    assertThat(read.entries().get("description").text()).isEqualTo("08:30 # really: *x");
    Map<String, YamlValue> actions =
        read.entries().get("tables").entries().get("public.posts").entries();
    assertThat(actions).containsOnlyKeys("read", "update");
    for (YamlValue action : actions.values()) {
      assertThat(action.json())
          .isEqualTo(Map.of("columns", List.of("12", "yes"), "relations", List.of(), "rule", OWN));
    }
  }
}
