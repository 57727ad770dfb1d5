package dev.freehold.api.token;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.Locale;
import java.util.Map;

/**
 * Why a bearer is not accepted. The constant in lower case is the stable {@code reason} in the
 * error's details; the remedy beside it is for people and may change.
 */
enum Refusal {
  MALFORMED("Send a signed JWT in the header: Authorization: Bearer <ID token>"),
  TOO_LARGE("Ask the administrator to put fewer claims into the ID token"),
  ENCRYPTED("Send the signed ID token; encrypted or nested tokens are not read"),
  ISSUER_UNKNOWN("No authentication profile has this token's issuer; log in through one that has"),
  ALGORITHM_NOT_ALLOWED("Let the provider sign tokens with RS256, PS256, ES256 or EdDSA"),
  HEADER_NOT_ALLOWED("The token's header must not bring its own keys or critical extensions"),
  KEY_UNKNOWN("The issuer publishes no key for this token; log in again"),
  SIGNATURE_INVALID("The token was altered or not made by its issuer; log in again"),
  ACCESS_TOKEN_NOT_ACCEPTED("Send the ID token, not the access token"),
  ID_TOKEN_NOT_ACCEPTED("Send the access token, not the ID token"),
  ACCESS_TOKEN_TYPE_UNKNOWN("Let the provider make access tokens of the type at+jwt (RFC 9068)"),
  AUDIENCE_MISMATCH("The token was made for another client; use the profile's client id"),
  CLAIM_MISSING("The token lacks a claim that it must have; check the provider's configuration"),
  SUBJECT_MISSING("The token names no subject; check the provider's configuration"),
  NOT_YET_VALID("The token is not valid yet; check the clocks of provider and API"),
  EXPIRED("Log in again"),
  KEYS_UNAVAILABLE("The issuer's keys cannot be read at the moment; try again shortly");

  private final String remedy;

  Refusal(String remedy) {
    this.remedy = remedy;
  }

  String remedy() {
    return remedy;
  }

  String reason() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The refusal as the client sees it; for an expired token exactly what 8base clients expect. */
  FreeholdException exception() {
    return exception(null);
  }

  FreeholdException exception(Throwable cause) {
    return switch (this) {
      case EXPIRED ->
          new FreeholdException(
              ErrorCode.TOKEN_EXPIRED,
              ErrorCode.TOKEN_EXPIRED.message(),
              Map.of("token", "jwt expired"),
              cause);
      case KEYS_UNAVAILABLE -> with(ErrorCode.EXTERNAL_SERVICE, cause);
      default -> with(ErrorCode.INVALID_TOKEN, cause);
    };
  }

  private FreeholdException with(ErrorCode code, Throwable cause) {
    return new FreeholdException(
        code, code.message(), Map.of("reason", reason(), "remedy", remedy), cause);
  }
}
