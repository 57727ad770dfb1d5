package dev.freehold.local.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freehold.local.ApiProcess;
import dev.freehold.local.TestPlatform;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.RealmRepresentation;

/** What somebody changes in Keycloak's console is seen and put back. */
class DriftIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Map<String, Object> SETTINGS =
      Map.of(
          "secondFactor", Map.of("mode", "REQUIRED"),
          "lifetimes", Map.of("token", 120, "sessionIdle", 600, "sessionMax", 3600));

  private ProfileAdministrator administrator;
  private ProfileAdministrator.Made profile;
  private RealmResource realm;

  @BeforeEach
  void makeProfile() {
    administrator = new ProfileAdministrator("http://localhost:3000/auth/callback");
    profile = administrator.create("Drift", SETTINGS);
    realm = administrator.realm("drift");
  }

  @AfterEach
  void removeProfile() {
    administrator.close();
  }

  @Test
  void itIsPlannedAndRepairedByAChangeOfTheProfile() {
    tamper();
    assertThat(administrator.plan(profile))
        .anyMatch(line -> line.startsWith("realm.passwordPolicy "))
        .anyMatch(line -> line.startsWith("realm.accessTokenLifespan 120 86400"))
        .anyMatch(line -> line.startsWith("flow browser "));
    assertThat(realm.toRepresentation().getPasswordPolicy()).isEqualTo("length(1)");

    administrator.update(profile, Map.of());

    assertThat(administrator.plan(profile)).isEmpty();
    assertThat(realm.toRepresentation().getAccessTokenLifespan()).isEqualTo(120);
    assertThat(administrator.plan(profile, Map.of("lifetimes", Map.of("token", 300))))
        .containsExactly("realm.accessTokenLifespan 300 120");
    assertThat(realm.toRepresentation().getAccessTokenLifespan()).isEqualTo(120);
  }

  @Test
  void itIsRepairedOnScheduleAndTheAuditLogSaysWhat() {
    try (ApiProcess node =
        TestPlatform.shared()
            .apiNode("freehold-api.jar", Map.of("FREEHOLD_PROFILES_REPAIR_EVERY", "PT1S"))) {
      node.start();
      // Its pass at the start is over when the schedule's first one can have been.
      tamper();
      await().atMost(LIMIT).until(() -> administrator.plan(profile).isEmpty());
      // Not the pass at the start: whatever that did, another change is undone too.
      tamper();
      await().atMost(LIMIT).until(() -> administrator.plan(profile).isEmpty());
    }
    assertThat(realm.toRepresentation().getAccessTokenLifespan()).isEqualTo(120);
    String repairs =
        administrator
            .graphQl()
            .data(
                "query ($target: String) { auditLog(filter: {action: \"profile.repair\", target:"
                    + " $target}) { items { actor details } } }",
                Map.of("target", "profile " + profile.id()))
            .toString();
    assertThat(repairs)
        .contains("system", "realm.passwordPolicy", "realm.accessTokenLifespan", "flow browser")
        .doesNotContain("length(1)");
  }

  /** What an administrator might change in Keycloak's console. */
  private void tamper() {
    RealmRepresentation changed = realm.toRepresentation();
    changed.setPasswordPolicy("length(1)");
    changed.setAccessTokenLifespan(86_400);
    realm.update(changed);
    realm.flows().getExecutions(changed.getBrowserFlow()).stream()
        .filter(step -> "auth-otp-form".equals(step.getProviderId()))
        .forEach(otp -> {
          otp.setRequirement("DISABLED");
          realm.flows().updateExecutions(changed.getBrowserFlow(), otp);
        });
  }
}
