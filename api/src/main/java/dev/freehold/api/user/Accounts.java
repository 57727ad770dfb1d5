package dev.freehold.api.user;

import dev.freehold.api.platform.Ids;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The one path by which what an issuer says becomes Users, whether an event or a token brought it.
 * Idempotent, and safe when both come at once: an advisory lock lets one at a time touch an
 * identity.
 */
@Singleton
class Accounts {
  private final AccountRepository rows;
  private final List<VerifiedArrivals> followers;
  private final TransactionOperations<Connection> transactions;

  Accounts(
      AccountRepository rows,
      List<VerifiedArrivals> followers,
      TransactionOperations<Connection> transactions) {
    this.rows = rows;
    this.followers = followers;
    this.transactions = transactions;
  }

  Applied arrive(Arrival arrival) {
    return inTransaction(() -> {
      lockIdentity(arrival.profileId(), arrival.subject());
      return tell(
          arrival,
          rows.find(arrival.profileId(), arrival.subject())
              .map(known -> follow(known, arrival))
              .orElseGet(() -> welcome(arrival)));
    });
  }

  /** Gives the account to that user; answers whose it is when it is known already. */
  Optional<Identity> attach(Arrival arrival, UUID userId) {
    return inTransaction(() -> {
      lockIdentity(arrival.profileId(), arrival.subject());
      Optional<Identity> known = rows.find(arrival.profileId(), arrival.subject());
      if (known.isEmpty()) {
        insertIdentity(arrival, userId);
      }
      return known;
    });
  }

  /** The account is gone at its issuer; a user without any other identity goes with it. */
  Applied leave(UUID profileId, String subject, long sequence) {
    return inTransaction(() -> {
      lockIdentity(profileId, subject);
      Identity known = rows.find(profileId, subject).orElse(null);
      if (known != null && (known.deleted() || known.sequence() >= sequence)) {
        return Applied.OUTDATED;
      }
      rows.bury(profileId, subject, sequence);
      if (known != null) {
        forgetUser(known);
      }
      return Applied.DELETED;
    });
  }

  /**
   * The account as its issuer has it now. Unlike an event it counts at the sequence that is known
   * too, for changes that no event told of, and over a tombstone.
   */
  Applied settle(Arrival snapshot) {
    return inTransaction(() -> {
      lockIdentity(snapshot.profileId(), snapshot.subject());
      Identity known = rows.find(snapshot.profileId(), snapshot.subject()).orElse(null);
      if (known != null && known.sequence() > snapshot.sequence()) {
        return Applied.OUTDATED;
      }
      if (known != null && known.deleted()) {
        rows.exhume(snapshot.profileId(), snapshot.subject());
        known = null;
      }
      return tell(snapshot, known == null ? welcome(snapshot) : adopt(known, snapshot));
    });
  }

  /** The account was found gone without any event since the one with that sequence. */
  Applied vanish(UUID profileId, String subject, long sequence) {
    return inTransaction(() -> {
      lockIdentity(profileId, subject);
      Identity known = rows.find(profileId, subject).orElse(null);
      if (known == null || known.deleted() || known.sequence() != sequence) {
        return Applied.OUTDATED;
      }
      rows.bury(profileId, subject, sequence);
      forgetUser(known);
      return Applied.DELETED;
    });
  }

  private Applied tell(Arrival arrival, Applied applied) {
    if (arrival.emailVerified() && applied != Applied.OUTDATED) {
      rows.find(arrival.profileId(), arrival.subject())
          .map(Identity::userId)
          .ifPresent(userId ->
              followers.forEach(follower ->
                  follower.arrived(
                      arrival.profileId(), arrival.subject(), userId, arrival.email())));
    }
    return applied;
  }

  private void forgetUser(Identity gone) {
    rows.lockUser(gone.userId())
        .filter(user -> rows.deleteUserWithoutIdentity(user.id()) == 0)
        // The verification may have rested on the identity that is gone.
        .ifPresent(
            user -> rows.updateUser(user.id(), user.email(), user.firstName(), user.lastName()));
  }

  private Applied follow(Identity known, Arrival now) {
    if (known.deleted() || now.sequence() <= known.sequence()) {
      return Applied.OUTDATED;
    }
    return adopt(known, now);
  }

  private Applied adopt(Identity known, Arrival now) {
    rows.updateIdentity(
        now.profileId(),
        now.subject(),
        now.email(),
        now.emailVerified(),
        now.firstName(),
        now.lastName(),
        now.enabled(),
        now.sequence(),
        now.loggedInAt());
    UserRow user = rows.lockUser(known.userId()).orElseThrow();
    // An attribute follows the issuer only when it changed there: the user may have set his own.
    boolean sameMail = sameMail(known.email(), user.email());
    String email = user.email() == null || sameMail ? now.email() : user.email();
    String first = changed(known.firstName(), now.firstName(), user.firstName());
    String last = changed(known.lastName(), now.lastName(), user.lastName());
    if (!Objects.equals(email, user.email())
        || known.emailVerified() != now.emailVerified()
        || !Objects.equals(first, user.firstName())
        || !Objects.equals(last, user.lastName())) {
      rows.updateUser(user.id(), email, first, last);
    }
    return Applied.UPDATED;
  }

  private Applied welcome(Arrival arrival) {
    UUID link = arrival.emailVerified() ? linkTo(arrival) : null;
    UUID userId = link == null ? Ids.next() : link;
    if (link == null) {
      rows.insertUser(
          userId,
          arrival.profileId(),
          arrival.email(),
          arrival.emailVerified(),
          arrival.firstName(),
          arrival.lastName());
    }
    insertIdentity(arrival, userId);
    rows.grantRolesOfProfile(userId, arrival.profileId());
    return link == null ? Applied.CREATED : Applied.LINKED;
  }

  /**
   * The user to link to: both e-mails are verified and there is no doubt which user is meant. A
   * disabled one counts, or a ban would end at the next issuer.
   */
  private UUID linkTo(Arrival arrival) {
    // Two identities with the same e-mail arriving at once must see each other.
    rows.lock("freehold e-mail " + Emails.folded(arrival.email()));
    List<UUID> users = rows.linkable(arrival.profileId(), arrival.subject(), arrival.email());
    return users.size() == 1 ? users.getFirst() : null;
  }

  private void insertIdentity(Arrival arrival, UUID userId) {
    rows.insertIdentity(
        arrival.profileId(),
        arrival.subject(),
        userId,
        arrival.email(),
        arrival.emailVerified(),
        arrival.firstName(),
        arrival.lastName(),
        arrival.enabled(),
        arrival.sequence(),
        arrival.loggedInAt());
  }

  void lockIdentity(UUID profileId, String subject) {
    rows.lock("freehold identity " + profileId + ' ' + subject);
  }

  private <T> T inTransaction(Supplier<T> work) {
    return transactions.executeWrite(status -> work.get());
  }

  private static boolean sameMail(String one, String other) {
    return one != null && other != null && Emails.folded(one).equals(Emails.folded(other));
  }

  private static String changed(String before, String now, String own) {
    return Objects.equals(before, now) ? own : now;
  }
}
