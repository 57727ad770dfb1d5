package dev.freehold.api.profile;

import java.util.Locale;

/**
 * Why a profile's rule does not let somebody sign up. The constant in lower case is the stable
 * {@code reason} in the error's details.
 */
public enum SignUpRefusal {
  SIGN_UP_OFF("Ask an administrator for an invitation"),
  USER_NOT_LINKED_EMAIL_MISSING(
      "Let the provider put the e-mail address into the token, or map the claim that has it"),
  USER_NOT_LINKED_EMAIL_UNVERIFIED(
      "Verify the e-mail address at the provider and log in again; if the provider does not say so"
          + " in email_verified, map the claim that does"),
  USER_NOT_LINKED_EMAIL_DOMAIN("Log in with an e-mail address of a domain that the profile allows");

  private final String remedy;

  SignUpRefusal(String remedy) {
    this.remedy = remedy;
  }

  public String reason() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String remedy() {
    return remedy;
  }
}
