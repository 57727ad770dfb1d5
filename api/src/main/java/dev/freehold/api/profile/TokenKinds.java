package dev.freehold.api.profile;

/** Which tokens of an external issuer are accepted as bearers. */
public enum TokenKinds {
  /** ID tokens (OpenID Connect Core 1.0, section 2). */
  ID,
  /** Access tokens in the JWT profile (RFC 9068). */
  ACCESS,
  BOTH;

  public boolean id() {
    return this != ACCESS;
  }

  public boolean access() {
    return this != ID;
  }
}
