package dev.freehold.keycloak.outbox;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.UserModel;

/**
 * Reads a user as the database has it at this moment. Keycloak's own model would do but for its
 * caches: a log-in that waited for another transaction's change would still show the state from
 * before it.
 */
final class UserStateRepository {
  private static final String USER =
      """
      select u.username as username, u.email as email, u.emailVerified as emailVerified, u.firstName as firstName,
        u.lastName as lastName, u.enabled as enabled, u.createdTimestamp as createdAt,
        (select max(coalesce(c.createdDate, 1)) from CredentialEntity c where c.user = u and c.type = 'password')
          as passwordAt
      from UserEntity u
      where u.id = :id and u.realmId = :realm and u.serviceAccountClientLink is null
      """;
  private static final String LOCALE =
      "select a.value from UserAttributeEntity a where a.user.id = :id and a.name = :name";

  private final EntityManager entities;

  UserStateRepository(EntityManager entities) {
    this.entities = entities;
  }

  /** Empty for users that are gone, were never stored (transient ones) or are service accounts. */
  Optional<UserState> find(String realmId, String subject) {
    return entities
        .createQuery(USER, Tuple.class)
        .setParameter("id", subject)
        .setParameter("realm", realmId)
        .getResultStream()
        .findFirst()
        .map(row -> state(row, locale(subject)));
  }

  private String locale(String subject) {
    List<String> values =
        entities
            .createQuery(LOCALE, String.class)
            .setParameter("id", subject)
            .setParameter("name", UserModel.LOCALE)
            .getResultList();
    return values.isEmpty() ? null : values.get(0);
  }

  private static UserState state(Tuple row, String locale) {
    return new UserState(
        row.get("username", String.class),
        row.get("email", String.class),
        row.get("emailVerified", Boolean.class),
        row.get("firstName", String.class),
        row.get("lastName", String.class),
        row.get("enabled", Boolean.class),
        locale,
        row.get("createdAt", Long.class),
        Optional.ofNullable(row.get("passwordAt", Long.class)).orElse(0L));
  }

  static UserState of(UserModel user) {
    return new UserState(
        user.getUsername(),
        user.getEmail(),
        user.isEmailVerified(),
        user.getFirstName(),
        user.getLastName(),
        user.isEnabled(),
        user.getFirstAttribute(UserModel.LOCALE),
        user.getCreatedTimestamp(),
        null);
  }
}
