package dev.freehold.api.profile.builtin;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The bounds of the settings, which keep an installation safe and a realm usable. */
public final class BuiltInRules {
  private static final int HOUR = 3_600;
  private static final int DAY = 24 * HOUR;
  private static final int YEAR_IN_DAYS = 365;
  private static final int MOST_CONNECTIONS = 50;

  private final Map<String, Object> faults;
  private final boolean local;

  /**
   * Rules for one check.
   *
   * @param faults takes what is wrong, by field
   * @param local whether plain HTTP is fine for everybody
   */
  public BuiltInRules(Map<String, Object> faults, boolean local) {
    this.faults = faults;
    this.local = local;
  }

  /**
   * Notes what is wrong.
   *
   * @param secrets names of the secrets that the profile will have
   */
  public void check(BuiltInSettings settings, Collection<String> secrets) {
    check(settings.password());
    if (settings.secondFactor().methods().isEmpty()) {
      fault("secondFactor.methods", "must name at least one method");
    }
    check(settings.lifetimes());
    check(settings.bruteForce());
    checkConnections(settings, secrets);
    if (settings.mail() != null) {
      MailRules.check(settings.mail(), secrets, this);
    }
    if (settings.claims() != null) {
      ClaimsRules.check(settings.claims(), this);
    }
  }

  private void check(PasswordRules password) {
    within("passwordPolicy.minLength", password.minLength(), 8, 64);
    within("passwordPolicy.upperCase", password.upperCase(), 0, 10);
    within("passwordPolicy.lowerCase", password.lowerCase(), 0, 10);
    within("passwordPolicy.digits", password.digits(), 0, 10);
    within("passwordPolicy.special", password.special(), 0, 10);
    within("passwordPolicy.history", password.history(), 0, 24);
    within("passwordPolicy.notReusedForDays", password.notReusedForDays(), 0, 10 * YEAR_IN_DAYS);
    within("passwordPolicy.maxAgeDays", password.maxAgeDays(), 0, 10 * YEAR_IN_DAYS);
  }

  private void check(Lifetimes lifetimes) {
    within("lifetimes.token", lifetimes.token(), 60, HOUR);
    within("lifetimes.sessionIdle", lifetimes.sessionIdle(), 300, 30 * DAY);
    within("lifetimes.sessionMax", lifetimes.sessionMax(), 300, 90 * DAY);
    within("lifetimes.mailLink", lifetimes.mailLink(), 300, DAY);
    within("lifetimes.invitationLink", lifetimes.invitationLink(), HOUR, 30 * DAY);
    if (lifetimes.sessionMax() < lifetimes.sessionIdle()) {
      fault("lifetimes.sessionMax", "must not be shorter than sessionIdle");
    }
    if (lifetimes.sessionIdle() < lifetimes.token()) {
      fault("lifetimes.sessionIdle", "must not be shorter than token");
    }
  }

  private void check(BruteForce brute) {
    within("bruteForce.failures", brute.failures(), 3, 100);
    within("bruteForce.waitSeconds", brute.waitSeconds(), 1, DAY);
    within("bruteForce.maxWaitSeconds", brute.maxWaitSeconds(), 1, DAY);
    within("bruteForce.forgetSeconds", brute.forgetSeconds(), 60, 30 * DAY);
    if (brute.maxWaitSeconds() < brute.waitSeconds()) {
      fault("bruteForce.maxWaitSeconds", "must not be shorter than waitSeconds");
    }
  }

  private void checkConnections(BuiltInSettings settings, Collection<String> secrets) {
    if (settings.connections().size() > MOST_CONNECTIONS) {
      fault("connections", "are more than " + MOST_CONNECTIONS);
    }
    Set<String> aliases = new HashSet<>();
    for (Connection connection : settings.connections()) {
      if (!aliases.add(connection.alias())) {
        fault("connections." + connection.alias() + ".alias", "is there twice");
      }
      ConnectionRules.check(connection, secrets, this);
    }
  }

  void within(String field, int value, int least, int most) {
    if (value < least || value > most) {
      fault(field, "must be " + least + " to " + most);
    }
  }

  void fault(String field, String why) {
    faults.putIfAbsent("builtIn." + field, why);
  }

  boolean local() {
    return local;
  }
}
