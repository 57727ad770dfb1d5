package dev.freehold.api.profile.builtin;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * What only a built-in profile has: how its realm lets people in. Kept as JSON; secrets are kept
 * elsewhere, sealed.
 *
 * @param verifyEmail whether an account's e-mail must be proven before the first log-in; sign-up by
 *     domains asks for it whatever stands here
 * @param passkeys whether a passkey may take the place of the password
 * @param mail null: the mail server of the installation
 * @param claims null: tokens say nothing for others
 */
public record BuiltInSettings(
    boolean verifyEmail,
    PasswordRules password,
    SecondFactor secondFactor,
    boolean passkeys,
    Lifetimes lifetimes,
    BruteForce bruteForce,
    List<Connection> connections,
    @Nullable MailServer mail,
    @Nullable ProfileClaims claims) {
  public static final BuiltInSettings USUAL =
      new BuiltInSettings(
          false,
          PasswordRules.USUAL,
          SecondFactor.OFF,
          false,
          Lifetimes.USUAL,
          BruteForce.USUAL,
          List.of(),
          null,
          null);

  public BuiltInSettings {
    connections = connections == null ? List.of() : List.copyOf(connections);
  }

  public BuiltInSettings withConnections(List<Connection> others) {
    return new BuiltInSettings(
        verifyEmail, password, secondFactor, passkeys, lifetimes, bruteForce, others, mail, claims);
  }

  public BuiltInSettings withClaims(ProfileClaims others) {
    return new BuiltInSettings(
        verifyEmail,
        password,
        secondFactor,
        passkeys,
        lifetimes,
        bruteForce,
        connections,
        mail,
        others);
  }
}
