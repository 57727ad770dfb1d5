package dev.freehold.api.user;

import dev.freehold.api.access.Role;
import dev.freehold.api.access.RoleRepository;
import dev.freehold.api.operation.Arguments;
import dev.freehold.api.platform.Ids;
import dev.freehold.api.profile.Profile;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;

/**
 * The users that sign-ups by password make, through the same path as every other arrival. Nothing
 * the client sends chooses roles or status.
 */
@Singleton
public class PasswordSignUps {
  private final Accounts accounts;
  private final AccountRepository rows;
  private final UserRoleRepository userRoles;
  private final RoleRepository roles;
  private final Clock clock;
  private final TransactionOperations<Connection> transactions;

  PasswordSignUps(
      Accounts accounts,
      AccountRepository rows,
      UserRoleRepository userRoles,
      RoleRepository roles,
      Clock clock,
      TransactionOperations<Connection> transactions) {
    this.accounts = accounts;
    this.rows = rows;
    this.userRoles = userRoles;
    this.roles = roles;
    this.clock = clock;
    this.transactions = transactions;
  }

  /** Refuses input that no user may have; looked at before anything is made. */
  public static void check(Arguments input) {
    UserChanges.check(new HashMap<>(input.values()));
  }

  /** The user of an account that was just made. */
  public Object arrived(Profile profile, String subject, String email, Arguments input) {
    UUID id =
        transactions.executeWrite(status -> {
          accounts.arrive(
              new Arrival(
                  profile.id(),
                  subject,
                  0,
                  email,
                  false,
                  input.string("firstName").orElse(null),
                  input.string("lastName").orElse(null),
                  true,
                  null));
          UUID userId = rows.find(profile.id(), subject).orElseThrow().userId();
          rows.lockUser(userId)
              .ifPresent(user ->
                  userRoles.setProfile(
                      userId,
                      user.firstName(),
                      user.lastName(),
                      input.string("timezone").orElse(null),
                      input.string("avatar").orElse(null)));
          return userId;
        });
    return view(profile, id, email, input);
  }

  /** What a sign-up with an address that is taken is answered: nothing of whose it is. */
  public Object nobody(Profile profile, String email, Arguments input) {
    return view(profile, Ids.next(), email, input);
  }

  /** Made from what was sent alone, so that both answers are alike. */
  private UserView view(Profile profile, UUID id, String email, Arguments input) {
    Instant now = clock.instant();
    List<UserView.RoleView> given =
        roles.ofProfile(profile.id()).stream().map(PasswordSignUps::view).toList();
    return new UserView(
        id,
        email,
        false,
        input.string("firstName").orElse(null),
        input.string("lastName").orElse(null),
        UserStatus.ACTIVE.name(),
        profile.type().name(),
        input.string("timezone").orElse(null),
        input.string("avatar").orElse(null),
        UserView.RoleList.of(given),
        now,
        now);
  }

  private static UserView.RoleView view(Role role) {
    return new UserView.RoleView(role.id().toString(), role.name(), role.description());
  }
}
