package dev.freehold.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserSessionRepresentation;

/** What is ended in Keycloak counts no longer on any node; what is ended here, ends in Keycloak. */
class RevocationIT {
  private static final String PASSWORD = "correct-horse-battery";

  private final TestPlatform platform = TestPlatform.shared();

  @Test
  void refusesOnBothNodesWhatKeycloakHasEnded() throws Exception {
    try (TwoNodes nodes = new TwoNodes(platform)) {
      platform.awaitProvisioned();
      String email = UUID.randomUUID() + "@example.com";
      String first = platform.visitor().register(email, PASSWORD);
      RealmResource realm = platform.admin().realm("freehold");
      UserResource user =
          realm.users().get(realm.users().searchByEmail(email, true).getFirst().getId());
      String session = user.getUserSessions().getFirst().getId();
      String other = platform.visitor().logIn(email, PASSWORD);

      nodes.untilBothRefuse(first, () -> realm.deleteSession(session, false));
      assertThat(nodes.reasons(first)).containsOnly("session_ended");
      assertThat(nodes.reasons(other)).containsOnly("");

      nodes.untilBothRefuse(other, user::logout);
      assertThat(nodes.reasons(other)).containsOnly("session_ended");

      String before = platform.visitor().logIn(email, PASSWORD);
      String newPassword = PASSWORD + " 2";
      CredentialRepresentation credential = new CredentialRepresentation();
      credential.setType(CredentialRepresentation.PASSWORD);
      credential.setValue(newPassword);
      nodes.untilBothRefuse(before, () -> user.resetPassword(credential));
      assertThat(nodes.reasons(before)).containsOnly("token_revoked");
      // At once, so most likely in the very second of the change.
      assertThat(nodes.reasons(platform.visitor().logIn(email, newPassword))).containsOnly("");

      assertThat(user.getUserSessions()).isNotEmpty();
      String last = platform.visitor().logIn(email, newPassword);
      nodes.untilBothRefuse(
          last,
          () ->
              new GraphQl(platform.api().url(), last)
                  .data("mutation { userLogoutEverywhere { id } }", Map.of()));
      await()
          .untilAsserted(() ->
              assertThat(user.getUserSessions())
                  .extracting(UserSessionRepresentation::getId)
                  .isEmpty());
    }
  }
}
