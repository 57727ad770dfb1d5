package dev.freehold.keycloak.claims;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.jpa.entities.UserEntity;

/** What is said of the accounts of one realm. */
final class ClaimsRepository {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EntityManager entities;
  private final String realmId;

  ClaimsRepository(EntityManager entities, String realmId) {
    this.entities = entities;
    this.realmId = realmId;
  }

  /**
   * Those of them that the realm has, locked to the end of the transaction: two pushes about one
   * account come one after the other, and none comes between the parts of a removal.
   */
  Set<String> lock(Collection<String> subjects) {
    return entities
        .createQuery(
            "select u from UserEntity u where u.realmId = :realm and u.id in :ids order by u.id",
            UserEntity.class)
        .setParameter("realm", realmId)
        .setParameter("ids", subjects)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .map(UserEntity::getId)
        .collect(Collectors.toSet());
  }

  /** Empty when the account is as it says; otherwise the version that is known already. */
  OptionalLong apply(Account account) {
    ClaimsEntity known = entities.find(ClaimsEntity.class, account.subject());
    if (known != null && known.version >= account.version()) {
      return OptionalLong.of(known.version);
    }
    ClaimsEntity claims = known == null ? new ClaimsEntity() : known;
    claims.subject = account.subject();
    claims.realmId = realmId;
    claims.version = account.version();
    claims.userId = account.userId();
    claims.roles = write(account.roles());
    if (known == null) {
      entities.persist(claims);
    }
    return OptionalLong.empty();
  }

  /** Empty when nothing is known, or the account speaks for nobody. */
  Optional<Account> find(String subject) {
    return Optional.ofNullable(entities.find(ClaimsEntity.class, subject))
        .filter(claims -> claims.realmId.equals(realmId) && claims.userId != null)
        .map(claims -> new Account(subject, claims.version, claims.userId, read(claims.roles)));
  }

  private static String write(List<String> roles) {
    try {
      return JSON.writeValueAsString(roles);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> read(String roles) {
    try {
      return JSON.readValue(roles, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
