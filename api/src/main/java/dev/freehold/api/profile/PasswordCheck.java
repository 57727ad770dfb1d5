package dev.freehold.api.profile;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/** The extension's {@code /admin/realms/{realm}/freehold-accounts}. */
@Path("/")
interface PasswordCheck {
  int REFUSED = 422;

  /** What a realm's policy can say, by Keycloak's message key. */
  Map<String, String> TEXTS =
      Map.of(
          "invalidPasswordMinLengthMessage", "must have at least %s characters",
          "invalidPasswordMaxLengthMessage", "must have at most %s characters",
          "invalidPasswordMinDigitsMessage", "must have at least %s digits",
          "invalidPasswordMinLowerCaseCharsMessage", "must have at least %s lower case letters",
          "invalidPasswordMinUpperCaseCharsMessage", "must have at least %s upper case letters",
          "invalidPasswordMinSpecialCharsMessage", "must have at least %s special characters",
          "invalidPasswordNotUsernameMessage", "must not be the e-mail address",
          "invalidPasswordNotEmailMessage", "must not be the e-mail address",
          "invalidPasswordBlacklistedMessage", "is among the most common ones");

  @POST
  @Path("password-check")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  Response check(Map<String, String> body);

  /** What Keycloak objects to. */
  record Fault(String message, List<String> parameters) {}

  static FreeholdException refusal(String field, Fault fault) {
    String text = TEXTS.getOrDefault(fault.message(), "is not allowed by the password policy");
    return new FreeholdException(
        ErrorCode.VALIDATION,
        ErrorCode.VALIDATION.message(),
        Map.of(field, text.formatted(fault.parameters().toArray()), "reason", "password_policy"));
  }
}
