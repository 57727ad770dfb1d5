package dev.freehold.api.account;

import dev.freehold.api.platform.ClientAddresses;
import dev.freehold.api.profile.Profile;
import dev.freehold.api.throttle.Limit;
import dev.freehold.api.throttle.RateLimits;
import dev.freehold.api.throttle.Use;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How often one address on the network, and one account, may use the account operations. Counted
 * before anything is looked up, so that a refusal does not tell whether there is such an account.
 */
@Singleton
class AccountLimits {
  private static final Duration SHORT = Duration.ofMinutes(10);
  private static final Duration LONG = Duration.ofHours(1);

  private final RateLimits limits;
  private final ClientAddresses clients;
  private final Limit tries;
  private final Limit triesOfAccount;
  private final Limit mails;
  private final Limit mailsOfAccount;

  AccountLimits(
      RateLimits limits,
      ClientAddresses clients,
      @Property(name = "freehold.account.tries-per-address", defaultValue = "300") int tries,
      @Property(name = "freehold.account.tries-per-account", defaultValue = "30")
          int triesOfAccount,
      @Property(name = "freehold.account.mails-per-address", defaultValue = "60") int mails,
      @Property(name = "freehold.account.mails-per-account", defaultValue = "5")
          int mailsOfAccount) {
    this.limits = limits;
    this.clients = clients;
    this.tries = new Limit(tries, SHORT);
    this.triesOfAccount = new Limit(triesOfAccount, SHORT);
    this.mails = new Limit(mails, LONG);
    this.mailsOfAccount = new Limit(mailsOfAccount, LONG);
  }

  /** Passwords and codes: one count for all of them, or each would be a way around the others. */
  void aTry(Profile profile, EmailAddress email) {
    limits.require(tryOfAddress(), new Use("try account", account(profile, email), triesOfAccount));
  }

  /** What names no account. */
  void aTry() {
    limits.require(tryOfAddress());
  }

  /** What sends a mail. */
  void aMail(Profile profile, EmailAddress email) {
    limits.require(
        new Use("mail address", clients.current(), mails),
        new Use("mail account", account(profile, email), mailsOfAccount));
  }

  private Use tryOfAddress() {
    return new Use("try address", clients.current(), tries);
  }

  private static String account(Profile profile, EmailAddress email) {
    return profile.id() + " " + email.text();
  }
}
