package dev.freehold.api.apitoken;

import dev.freehold.api.access.Access;
import dev.freehold.api.access.Caller;
import dev.freehold.api.access.Role;
import dev.freehold.api.access.RoleRepository;
import dev.freehold.api.audit.Actor;
import dev.freehold.api.audit.AuditLog;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.platform.Ids;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Makes and ends API tokens. One that a token with the role Administrator makes is bound to its
 * maker: it ends no later and is revoked with it, so a leaked token cannot outlive its revocation.
 */
@Singleton
class ApiTokenService {
  private final ApiTokenRepository tokens;
  private final RoleRepository roles;
  private final ApiTokens cached;
  private final AuditLog audit;
  private final Clock clock;
  private final TransactionOperations<Connection> transactions;

  ApiTokenService(
      ApiTokenRepository tokens,
      RoleRepository roles,
      ApiTokens cached,
      AuditLog audit,
      Clock clock,
      TransactionOperations<Connection> transactions) {
    this.tokens = tokens;
    this.roles = roles;
    this.cached = cached;
    this.audit = audit;
    this.clock = clock;
    this.transactions = transactions;
  }

  /** The one moment at which the secret is known. */
  record Made(ApiTokenText text, ApiToken token) {}

  Made create(Caller caller, String wantedName, List<UUID> roleIds, @Nullable Instant expiresAt) {
    Access.requireAdministrator(caller);
    String name = wantedName.strip();
    if (name.isEmpty() || name.length() > 100 || name.chars().anyMatch(Character::isISOControl)) {
      throw invalid("name", "must have 1 to 100 characters");
    }
    if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
      throw invalid("expiresAt", "is in the past");
    }
    List<Role> granted = roles(roleIds);
    ApiTokenText text = ApiTokenText.make(Ids.next());
    return transactions.executeWrite(status -> {
      UUID parent = caller instanceof Caller.ApiToken maker ? maker(maker, expiresAt) : null;
      if (tokens.insert(text.id(), name, text.hash(), expiresAt, Actor.of(caller).name(), parent)
          == 0) {
        throw FreeholdException.of(
            ErrorCode.ENTITY_EXISTS, "name", "There is such a token already");
      }
      tokens.addRoles(text.id(), roleIds.stream().map(UUID::toString).toArray(String[]::new));
      audit.record(
          caller,
          "apitoken.create",
          "apitoken " + text.id(),
          Map.of(
              "name", name,
              "roles", granted.stream().map(Role::name).toList(),
              "expiresAt", Objects.toString(expiresAt, "never")));
      return new Made(text, get(text.id()));
    });
  }

  void revoke(Caller caller, UUID id) {
    Access.requireAdministrator(caller);
    transactions.executeWrite(status -> {
      ApiToken token = get(id);
      if (tokens.revoke(id) > 0) {
        audit.record(caller, "apitoken.revoke", "apitoken " + id, Map.of("name", token.name()));
      }
      return null;
    });
    cached.missed();
  }

  void delete(Caller caller, UUID id) {
    Access.requireAdministrator(caller);
    transactions.executeWrite(status -> {
      ApiToken token = get(id);
      tokens.delete(id);
      audit.record(caller, "apitoken.delete", "apitoken " + id, Map.of("name", token.name()));
      return null;
    });
    cached.missed();
  }

  ApiToken get(UUID id) {
    return tokens
        .find(id)
        .orElseThrow(() ->
            FreeholdException.of(ErrorCode.ENTITY_NOT_FOUND, "id", "There is no such API token"));
  }

  /** The making token, held until the transaction ends so that it cannot be revoked meanwhile. */
  private UUID maker(Caller.ApiToken maker, @Nullable Instant expiresAt) {
    UUID id = tokens.lockValid(maker.id()).orElseThrow(FreeholdException::notAuthorized);
    Instant end = get(id).expiresAt();
    if (end != null && (expiresAt == null || expiresAt.isAfter(end))) {
      throw invalid("expiresAt", "must not be after the end of the token that makes it");
    }
    return id;
  }

  private List<Role> roles(List<UUID> ids) {
    if (ids.isEmpty()) {
      throw invalid("roles", "must name at least one role");
    }
    List<Role> found = roles.findByIds(ids.stream().map(UUID::toString).toArray(String[]::new));
    if (found.size() != new HashSet<>(ids).size()) {
      throw FreeholdException.of(ErrorCode.ENTITY_NOT_FOUND, "roles", "There is no such role");
    }
    return found;
  }

  private static FreeholdException invalid(String field, String why) {
    return FreeholdException.of(ErrorCode.VALIDATION, field, why);
  }
}
