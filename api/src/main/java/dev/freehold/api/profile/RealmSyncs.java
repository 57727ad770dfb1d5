package dev.freehold.api.profile;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;

/** Reaches {@link RealmSync} as the API's service account. */
@Singleton
public class RealmSyncs {
  private final KeycloakAdministration administration;
  private final KeycloakSettings settings;

  RealmSyncs(KeycloakAdministration administration, KeycloakSettings settings) {
    this.administration = administration;
    this.settings = settings;
  }

  /**
   * Runs the work, which may make any number of calls.
   *
   * @throws FreeholdException with EXTERNAL_SERVICE when Keycloak does not answer and another try
   *     may go well; with ILLEGAL_OPERATION when it refuses
   */
  public <T> T call(Function<RealmSync, T> work) {
    try {
      return administration.call(keycloak ->
          work.apply(keycloak.proxy(RealmSync.class, URI.create(settings.internalUrl()))));
    } catch (RealmRefusal refusal) {
      boolean waiting = refusal.kind() == RealmRefusal.Kind.UNREACHABLE;
      throw new FreeholdException(
          waiting ? ErrorCode.EXTERNAL_SERVICE : ErrorCode.ILLEGAL_OPERATION,
          refusal.getMessage(),
          Map.of(
              "reason",
              waiting ? "keycloak_unreachable" : "keycloak_refused",
              "remedy",
              waiting
                  ? "Try again when Keycloak is up"
                  : "Look into the API's log for Keycloak's answer; an older extension in Keycloak"
                      + " answers 404"),
          refusal);
    }
  }
}
