package dev.freehold.keycloak.outbox;

import java.util.Optional;
import org.keycloak.models.RealmModel;

/** The realm attribute that marks a realm as one of ours. */
public final class RealmAttributes {
  private static final String PROFILE_ID = "freehold.profile.id";

  private RealmAttributes() {}

  /** The id of the realm's profile; empty when the realm is none of ours. */
  public static Optional<String> profileId(RealmModel realm) {
    return Optional.ofNullable(realm.getAttribute(PROFILE_ID)).filter(id -> !id.isBlank());
  }
}
