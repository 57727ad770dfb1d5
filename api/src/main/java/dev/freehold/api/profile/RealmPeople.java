package dev.freehold.api.profile;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.representations.idm.UserSessionRepresentation;

/**
 * The accounts of a built-in profile's realm, through Keycloak's administration. Passwords pass
 * through. When Keycloak does not answer, every method throws EXTERNAL_SERVICE.
 */
@Singleton
public class RealmPeople {
  private final KeycloakAdministration administration;
  private final KeycloakSettings settings;

  RealmPeople(KeycloakAdministration administration, KeycloakSettings settings) {
    this.administration = administration;
    this.settings = settings;
  }

  public Optional<RealmPerson> byEmail(Profile profile, String email) {
    return in(
        profile,
        (_, realm) ->
            realm.users().searchByEmail(email, true).stream().findFirst().map(RealmPerson::of));
  }

  public RealmPerson get(Profile profile, String subject) {
    return in(profile, (_, realm) -> RealmPerson.of(realm.users().get(subject).toRepresentation()));
  }

  /**
   * Asks the realm's policy, whether or not there is such an account.
   *
   * @param hash also spends the time that hashing the password takes
   * @throws FreeholdException with VALIDATION and what is wrong with {@code field}
   */
  public void requireGoodPassword(
      Profile profile, String field, String email, String password, boolean hash) {
    in(
        profile,
        (keycloak, _) -> {
          URI address =
              URI.create(
                  settings.internalUrl()
                      + "/admin/realms/"
                      + profile.realm()
                      + "/freehold-accounts");
          Map<String, String> body =
              Map.of("username", email, "password", password, "hash", Boolean.toString(hash));
          try (Response response = keycloak.proxy(PasswordCheck.class, address).check(body)) {
            if (response.getStatus() == PasswordCheck.REFUSED) {
              throw PasswordCheck.refusal(field, response.readEntity(PasswordCheck.Fault.class));
            }
            return requireSuccess(response);
          }
        });
  }

  /** Makes an account with an unverified e-mail; empty when the address is taken. */
  public Optional<String> create(
      Profile profile,
      String email,
      String password,
      @Nullable String firstName,
      @Nullable String lastName) {
    UserRepresentation user = new UserRepresentation();
    user.setUsername(email);
    user.setEmail(email);
    user.setEmailVerified(false);
    user.setEnabled(true);
    user.setFirstName(firstName);
    user.setLastName(lastName);
    user.setCredentials(List.of(credential(password)));
    return in(
        profile,
        (_, realm) -> {
          try (Response response = realm.users().create(user)) {
            return response.getStatus() == Response.Status.CONFLICT.getStatusCode()
                ? Optional.empty()
                : Optional.of(CreatedResponseUtil.getCreatedId(response));
          }
        });
  }

  /** False when the realm's policy does not take the password. */
  public boolean setPassword(Profile profile, String subject, String password) {
    return in(
        profile,
        (_, realm) -> {
          try {
            realm.users().get(subject).resetPassword(credential(password));
            return true;
          } catch (BadRequestException e) {
            return false;
          }
        });
  }

  /** The account's owner has read a mail to its address. */
  public void setEmailVerified(Profile profile, String subject) {
    in(
        profile,
        (_, realm) -> {
          UserResource user = realm.users().get(subject);
          UserRepresentation representation = user.toRepresentation();
          representation.setEmailVerified(true);
          user.update(representation);
          return true;
        });
  }

  /**
   * Logs the account out everywhere.
   *
   * @param but this session stays; null: none does
   */
  public void endSessions(Profile profile, String subject, @Nullable String but) {
    in(
        profile,
        (_, realm) -> {
          if (but == null) {
            realm.users().get(subject).logout();
          } else {
            realm.users().get(subject).getUserSessions().stream()
                .map(UserSessionRepresentation::getId)
                .filter(id -> !id.equals(but))
                .forEach(id -> realm.deleteSession(id, false));
          }
          return true;
        });
  }

  /** Has Keycloak mail a link that verifies the address and leads to the profile's application. */
  public void sendVerification(Profile profile, String subject) {
    in(
        profile,
        (_, realm) -> {
          realm
              .users()
              .get(subject)
              .sendVerifyEmail(profile.clientId(), profile.callbackUrls().getFirst());
          return true;
        });
  }

  /** The same where the realm lets nobody in whose address is not verified. */
  public void sendVerificationIfDemanded(Profile profile, String subject) {
    if (in(profile, (_, realm) -> Boolean.TRUE.equals(realm.toRepresentation().isVerifyEmail()))) {
      sendVerification(profile, subject);
    }
  }

  private <T> T in(Profile profile, BiFunction<Keycloak, RealmResource, T> work) {
    try {
      return administration.call(keycloak -> work.apply(keycloak, keycloak.realm(profile.realm())));
    } catch (RealmRefusal refusal) {
      throw new FreeholdException(
          ErrorCode.EXTERNAL_SERVICE,
          ErrorCode.EXTERNAL_SERVICE.message(),
          Map.of("reason", "keycloak_unavailable", "remedy", "Try again later"),
          refusal);
    }
  }

  private static boolean requireSuccess(Response response) {
    if (response.getStatusInfo().getFamily() != Response.Status.Family.SUCCESSFUL) {
      throw new RealmRefusal(
          RealmRefusal.Kind.REFUSED, "Keycloak answered " + response.getStatus(), null);
    }
    return true;
  }

  private static CredentialRepresentation credential(String password) {
    CredentialRepresentation credential = new CredentialRepresentation();
    credential.setType(CredentialRepresentation.PASSWORD);
    credential.setValue(password);
    credential.setTemporary(false);
    return credential;
  }
}
