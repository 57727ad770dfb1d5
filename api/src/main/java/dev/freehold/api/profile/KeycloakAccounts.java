package dev.freehold.api.profile;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.UsersResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** The accounts of one realm. */
record KeycloakAccounts(UsersResource users) implements AccountsBeforeOpening.RealmAccounts {
  @Override
  public Optional<String> subjectByEmail(String email) {
    return users.searchByEmail(email, true).stream().map(UserRepresentation::getId).findFirst();
  }

  @Override
  public String create(String email, String password) {
    CredentialRepresentation credential = new CredentialRepresentation();
    credential.setType(CredentialRepresentation.PASSWORD);
    credential.setValue(password);
    credential.setTemporary(false);
    UserRepresentation user = new UserRepresentation();
    user.setUsername(email);
    user.setEmail(email);
    user.setEmailVerified(true);
    user.setEnabled(true);
    // Without names Keycloak asks for them at the first log-in.
    user.setFirstName("Freehold");
    user.setLastName("Administrator");
    user.setCredentials(List.of(credential));
    try (Response response = users.create(user)) {
      return CreatedResponseUtil.getCreatedId(response);
    }
  }
}
