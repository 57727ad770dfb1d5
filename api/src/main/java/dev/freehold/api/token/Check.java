package dev.freehold.api.token;

/** What is looked at before a bearer counts, in this order. */
public enum Check {
  FORM,
  ISSUER,
  ALGORITHM,
  KEY,
  SIGNATURE,
  KIND,
  AUDIENCE,
  TIME,
  SUBJECT,
  /** From here on the user behind the token is looked at. */
  USER_LINK,
  USER_STATE,
  SIGN_UP
}
