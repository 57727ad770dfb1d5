package dev.freehold.api.profile.builtin;

import java.util.ArrayList;
import java.util.List;

/**
 * What a new password must be like. Zero leaves a rule out. Besides, a password is never the e-mail
 * or user name, and never longer than 128 characters.
 *
 * @param history how many of the last passwords are refused
 * @param notReusedForDays a password used within so many days is refused
 * @param maxAgeDays an older password must be changed at the next log-in
 */
public record PasswordRules(
    int minLength,
    int upperCase,
    int lowerCase,
    int digits,
    int special,
    int history,
    int notReusedForDays,
    int maxAgeDays) {
  static final PasswordRules USUAL = new PasswordRules(8, 0, 0, 0, 0, 0, 0, 0);
  public static final int LONGEST = 128;

  /** As Keycloak writes a realm's password policy. */
  String policy() {
    List<String> rules = new ArrayList<>();
    rules.add("length(" + minLength + ")");
    rules.add("maxLength(" + LONGEST + ")");
    rules.add("notUsername");
    rules.add("notEmail");
    add(rules, "upperCase", upperCase);
    add(rules, "lowerCase", lowerCase);
    add(rules, "digits", digits);
    add(rules, "specialChars", special);
    add(rules, "passwordHistory", history);
    add(rules, "passwordAge", notReusedForDays);
    add(rules, "forceExpiredPasswordChange", maxAgeDays);
    return String.join(" and ", rules);
  }

  private static void add(List<String> rules, String name, int value) {
    if (value > 0) {
      rules.add(name + "(" + value + ")");
    }
  }
}
