package dev.freehold.api.profile;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * An account as Keycloak has it.
 *
 * @param locale what the person chose on the hosted page; null when nothing
 */
public record RealmPerson(
    String subject,
    @Nullable String email,
    boolean emailVerified,
    boolean enabled,
    @Nullable String locale) {
  static RealmPerson of(UserRepresentation user) {
    List<String> locales =
        user.getAttributes() == null
            ? List.of()
            : user.getAttributes().getOrDefault("locale", List.of());
    return new RealmPerson(
        user.getId(),
        user.getEmail(),
        Boolean.TRUE.equals(user.isEmailVerified()),
        Boolean.TRUE.equals(user.isEnabled()),
        locales.stream().findFirst().orElse(null));
  }

  /** Personal data stays out of logs. */
  @Override
  public String toString() {
    return "RealmPerson[" + subject + ']';
  }
}
