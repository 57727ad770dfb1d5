package dev.freehold.api.user;

import dev.freehold.api.access.Access;
import dev.freehold.api.access.Caller;
import dev.freehold.api.audit.AuditLog;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.platform.Ids;
import dev.freehold.api.token.TokenOutcome;
import dev.freehold.api.token.TokenVerification;
import dev.freehold.api.token.VerifiedToken;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * Gives users another identity or takes one away. Both are asked for in words: the token of the
 * second identity is an argument, made for this moment, and never the bearer alone.
 */
@Singleton
class IdentityLinks {
  private static final Duration FRESH = Duration.ofMinutes(10);

  private final TokenVerification tokens;
  private final Accounts accounts;
  private final AccountRepository rows;
  private final IdentityRepository identities;
  private final UserRoleRepository userRoles;
  private final CachedCallers callers;
  private final AuditLog audit;
  private final Clock clock;
  private final TransactionOperations<Connection> transactions;

  IdentityLinks(
      TokenVerification tokens,
      Accounts accounts,
      AccountRepository rows,
      IdentityRepository identities,
      UserRoleRepository userRoles,
      CachedCallers callers,
      AuditLog audit,
      Clock clock,
      TransactionOperations<Connection> transactions) {
    this.tokens = tokens;
    this.accounts = accounts;
    this.rows = rows;
    this.identities = identities;
    this.userRoles = userRoles;
    this.callers = callers;
    this.audit = audit;
    this.clock = clock;
    this.transactions = transactions;
  }

  /** Adds the identity that the token proves to the caller; grants no roles. */
  void link(Caller caller, String token) {
    if (!(caller instanceof Caller.User self)) {
      throw FreeholdException.notAuthorized();
    }
    VerifiedToken proof = proof(token);
    transactions.executeWrite(status -> {
      UserRow user = rows.lockUser(self.id()).orElseThrow(UserService::absent);
      Identity known = accounts.attach(TokenClaims.arrival(proof), self.id()).orElse(null);
      if (known == null) {
        identities.reunite(self.id());
        recompute(user);
        record(caller, "link", self.id(), proof.profileId(), proof.subject());
      } else if (known.deleted()) {
        throw LinkRefusal.IDENTITY_DELETED.exception();
      } else if (!self.id().equals(known.userId())) {
        throw LinkRefusal.IDENTITY_OF_ANOTHER_USER.exception();
      }
      return null;
    });
    callers.forget(self.id());
  }

  /** Of oneself, or by an administrator. An account of our own Keycloak becomes its own user. */
  void unlink(Caller caller, UUID userId, UUID profileId, String subject) {
    if (!(caller instanceof Caller.User self && self.id().equals(userId))) {
      Access.requireAdministrator(caller);
    }
    transactions.executeWrite(status -> {
      UserRow user = rows.lockUser(userId).orElseThrow(UserService::absent);
      Identity identity = takeable(userId, profileId, subject);
      if (rows.realmOf(profileId).isPresent()) {
        // It goes on to exist, and so does what its issuer tells of it.
        ownUser(user, identity);
      } else {
        identities.separate(profileId, subject, userId);
        identities.remove(profileId, subject);
      }
      recompute(user);
      record(caller, "unlink", userId, profileId, subject);
      return null;
    });
    callers.forget(userId);
  }

  /** Makes a user of his own of one of a user's identities; answers his id. */
  UUID split(Caller caller, UUID userId, UUID profileId, String subject) {
    Access.requireAdministrator(caller);
    UUID made =
        transactions.executeWrite(status -> {
          UserRow user = rows.lockUser(userId).orElseThrow(UserService::absent);
          UUID own = ownUser(user, takeable(userId, profileId, subject));
          recompute(user);
          record(caller, "split", userId, profileId, subject);
          return own;
        });
    callers.forget(userId);
    return made;
  }

  private VerifiedToken proof(String token) {
    VerifiedToken proof =
        switch (tokens.outcome(token)) {
          case TokenOutcome.Verified(var verified) -> verified;
          // Not the codes of a bearer: the client would take its own session for ended.
          case TokenOutcome.Rejected(var refusal) ->
              throw LinkRefusal.IDENTITY_TOKEN_NOT_ACCEPTED.exception(refusal);
          case TokenOutcome.ApiToken _, TokenOutcome.Absent _ ->
              throw LinkRefusal.IDENTITY_TOKEN_NOT_ACCEPTED.exception();
        };
    if (proof.issuedAt().isBefore(clock.instant().minus(FRESH))) {
      throw LinkRefusal.IDENTITY_TOKEN_TOO_OLD.exception();
    }
    return proof;
  }

  private Identity takeable(UUID userId, UUID profileId, String subject) {
    accounts.lockIdentity(profileId, subject);
    Identity identity =
        rows.find(profileId, subject)
            .filter(one -> userId.equals(one.userId()))
            .orElseThrow(LinkRefusal.IDENTITY_UNKNOWN::exception);
    if (identities.others(userId, profileId, subject) == 0) {
      throw LinkRefusal.LAST_IDENTITY.exception();
    }
    return identity;
  }

  private UUID ownUser(UserRow before, Identity identity) {
    UUID id = Ids.next();
    rows.insertUser(
        id,
        identity.profileId(),
        identity.email(),
        identity.emailVerified(),
        identity.firstName(),
        identity.lastName());
    identities.move(identity.profileId(), identity.subject(), id);
    identities.separate(identity.profileId(), identity.subject(), before.id());
    rows.grantRolesOfProfile(id, identity.profileId());
    // Nobody leaves a ban behind by becoming two.
    userRoles.setStatus(id, before.status().name());
    return id;
  }

  private void recompute(UserRow user) {
    rows.updateUser(user.id(), user.email(), user.firstName(), user.lastName());
  }

  private void record(Caller caller, String what, UUID userId, UUID profileId, String subject) {
    audit.record(
        caller,
        "user.identity." + what,
        "user " + userId,
        Map.of("profileId", profileId, "subject", subject));
  }
}
