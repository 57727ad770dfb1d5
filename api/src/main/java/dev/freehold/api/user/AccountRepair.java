package dev.freehold.api.user;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Compares what an issuer has with what is known of it, and makes Users follow by the path that
 * events take. What is known of a later event is never touched.
 */
@Singleton
public class AccountRepair {
  private final AccountRepairRepository rows;
  private final Accounts accounts;

  AccountRepair(AccountRepairRepository rows, Accounts accounts) {
    this.rows = rows;
    this.accounts = accounts;
  }

  /** How an account stands. */
  public enum Verdict {
    SAME,
    /** Nobody here, or only a tombstone that is older than the account. */
    MISSING,
    DIFFERENT,
    /** A later event has been applied since the account was read. */
    NEWER_HERE
  }

  /**
   * What was found of an account.
   *
   * @param fields names of what differs
   */
  public record Comparison(Verdict verdict, List<String> fields) {}

  /** An identity that is not a tombstone. */
  public record KnownAccount(String subject, long sequence) {}

  /** Compares in one statement; the answers are in the order of the accounts. */
  public List<Comparison> compare(UUID profileId, List<AccountSnapshot> page) {
    Map<String, Identity> known = new HashMap<>();
    String[] subjects = page.stream().map(AccountSnapshot::subject).toArray(String[]::new);
    rows.find(profileId, subjects).forEach(identity -> known.put(identity.subject(), identity));
    return page.stream()
        .map(snapshot -> compare(known.get(snapshot.subject()), snapshot.arrival(profileId)))
        .toList();
  }

  /** Makes Users follow the account; false when something later is known by now. */
  public boolean follow(UUID profileId, AccountSnapshot snapshot) {
    return accounts.settle(snapshot.arrival(profileId)) != Applied.OUTDATED;
  }

  /** Identities of the profile in the order of their subjects. */
  public List<KnownAccount> known(UUID profileId, String after, int most) {
    return rows.page(profileId, after, most).stream()
        .map(identity -> new KnownAccount(identity.subject(), identity.sequence()))
        .toList();
  }

  public long count(UUID profileId) {
    return rows.count(profileId);
  }

  /** Buries an account that is gone; false when something of it was heard meanwhile. */
  public boolean remove(UUID profileId, KnownAccount gone) {
    return accounts.vanish(profileId, gone.subject(), gone.sequence()) == Applied.DELETED;
  }

  private static Comparison compare(Identity known, Arrival now) {
    if (known == null) {
      return new Comparison(Verdict.MISSING, List.of());
    }
    if (known.sequence() > now.sequence()) {
      return new Comparison(Verdict.NEWER_HERE, List.of());
    }
    if (known.deleted()) {
      return new Comparison(Verdict.MISSING, List.of());
    }
    List<String> fields = new ArrayList<>();
    differ("email", known.email(), now.email(), fields);
    differ("emailVerified", known.emailVerified(), now.emailVerified(), fields);
    differ("firstName", known.firstName(), now.firstName(), fields);
    differ("lastName", known.lastName(), now.lastName(), fields);
    differ("enabled", known.enabled(), now.enabled(), fields);
    return new Comparison(fields.isEmpty() ? Verdict.SAME : Verdict.DIFFERENT, fields);
  }

  private static void differ(String name, Object one, Object other, List<String> fields) {
    if (!Objects.equals(one, other)) {
      fields.add(name);
    }
  }
}
