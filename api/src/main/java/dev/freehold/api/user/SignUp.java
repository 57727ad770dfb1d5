package dev.freehold.api.user;

import dev.freehold.api.access.Caller;
import dev.freehold.api.operation.Arguments;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.profile.SignUpRules;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Sign-up by token. Who it is comes from the token alone; of what the client sends only the fields
 * of {@link dev.freehold.api.access.Access#OWN_FIELDS} are taken, never roles, status or e-mail.
 */
@Singleton
class SignUp {
  private final ExternalAccounts externals;
  private final AccountRepository rows;
  private final UserRoleRepository userRoles;
  private final SignUpRules rules;
  private final TransactionOperations<Connection> transactions;

  SignUp(
      ExternalAccounts externals,
      AccountRepository rows,
      UserRoleRepository userRoles,
      SignUpRules rules,
      TransactionOperations<Connection> transactions) {
    this.externals = externals;
    this.rows = rows;
    this.userRoles = userRoles;
    this.rules = rules;
    this.transactions = transactions;
  }

  /** Answers the id of the new user, or of the one there is. */
  UUID withToken(Caller caller, Arguments arguments) {
    return switch (caller) {
      case Caller.Guest _ ->
          throw FreeholdException.of(
              ErrorCode.INVALID_TOKEN, "token", "Signing up needs an ID token as bearer");
      case Caller.ApiToken _ ->
          throw FreeholdException.of(
              ErrorCode.INVALID_TOKEN, "token", "An API token has no account to sign up");
      case Caller.User user -> {
        requireProfile(arguments, user.profileId());
        yield user.id();
      }
      case Caller.Unlinked newcomer -> {
        requireProfile(arguments, newcomer.profileId());
        yield create(newcomer, arguments.object("user").orElse(new Arguments(Map.of())));
      }
    };
  }

  private UUID create(Caller.Unlinked newcomer, Arguments input) {
    Arrival arrival = TokenClaims.arrival(newcomer);
    rules.require(newcomer.profileId(), arrival.email(), arrival.emailVerified());
    Map<String, Object> fields = new HashMap<>(input.values());
    UserChanges.check(fields);
    return transactions.executeWrite(status -> {
      Applied applied = externals.arrive(newcomer.issuer(), arrival, newcomer.claims());
      Identity identity = rows.find(newcomer.profileId(), newcomer.subject()).orElseThrow();
      UserRow user = rows.lockUser(identity.userId()).orElseThrow(UserService::absent);
      if (applied == Applied.CREATED) {
        userRoles.setProfile(
            user.id(),
            input.string("firstName").orElse(user.firstName()),
            input.string("lastName").orElse(user.lastName()),
            input.string("timezone").orElse(null),
            input.string("avatar").orElse(null));
      }
      return user.id();
    });
  }

  private static void requireProfile(Arguments arguments, UUID profileId) {
    arguments
        .id("authProfileId")
        .filter(named -> !named.equals(profileId))
        .ifPresent(named -> {
          throw FreeholdException.of(
              ErrorCode.VALIDATION, "authProfileId", "is not the profile of the token");
        });
  }
}
