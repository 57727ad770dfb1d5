package dev.freehold.api.profile;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Tells the realms of built-in profiles what their tokens are to say of the accounts. */
@Singleton
public class KeycloakClaims {
  private final KeycloakAdministration administration;
  private final KeycloakSettings settings;
  private final ProfileRepository profiles;

  KeycloakClaims(
      KeycloakAdministration administration,
      KeycloakSettings settings,
      ProfileRepository profiles) {
    this.administration = administration;
    this.settings = settings;
    this.profiles = profiles;
  }

  /**
   * What is to be said of an account.
   *
   * @param version Keycloak keeps what came with the highest
   * @param userId null: nothing
   */
  public record Account(
      String subject, long version, @Nullable String userId, List<String> roles) {}

  /** How a push went. */
  public sealed interface Outcome {}

  /**
   * Keycloak has it.
   *
   * @param unknown subjects that the realm does not have
   * @param behind versions of subjects of which Keycloak knows something as new or newer
   */
  public record Taken(List<String> unknown, Map<String, Long> behind) implements Outcome {}

  /**
   * Keycloak does not have it.
   *
   * @param reason safe to show and keep
   */
  public record Hindered(String reason) implements Outcome {}

  /** At most 500 accounts of one profile. */
  public Outcome push(UUID profileId, List<Account> accounts) {
    Profile profile = profiles.find(profileId).orElse(null);
    if (profile == null || profile.realm() == null) {
      return new Taken(accounts.stream().map(Account::subject).toList(), Map.of());
    }
    try {
      RealmClaims.Pushed pushed =
          administration.call(keycloak ->
              keycloak
                  .proxy(RealmClaims.class, URI.create(settings.internalUrl()))
                  .put(profile.realm(), new RealmClaims.Push(profileId.toString(), accounts)));
      return new Taken(
          Objects.requireNonNullElse(pushed.unknown(), List.of()),
          Objects.requireNonNullElse(pushed.behind(), Map.of()));
    } catch (RealmRefusal e) {
      return new Hindered(e.getMessage());
    }
  }
}
