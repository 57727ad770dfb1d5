package dev.freehold.api.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.core.annotation.Nullable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a token says what we want to know of its user. A source that is null stands for the
 * standard claim (OpenID Connect Core 1.0, section 5.1).
 */
public record ClaimMapping(
    @Nullable ClaimSource email,
    @Nullable ClaimSource emailVerified,
    @Nullable ClaimSource firstName,
    @Nullable ClaimSource lastName) {
  static final ClaimMapping STANDARD = new ClaimMapping(null, null, null, null);

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The claims with the standard names filled as the mapping says. A standard claim never fills in
   * for one that is mapped elsewhere and missing there, and {@code email_verified} speaks of {@code
   * email} only: an address from another claim is not verified unless that is mapped too.
   */
  public Map<String, Object> applied(Map<String, Object> claims) {
    if (equals(STANDARD)) {
      return claims;
    }
    JsonNode all = JSON.valueToTree(claims);
    Map<String, Object> mapped = new LinkedHashMap<>(claims);
    put(mapped, "email", email, all);
    put(mapped, "given_name", firstName, all);
    put(mapped, "family_name", lastName, all);
    if (emailVerified != null) {
      mapped.put("email_verified", emailVerified.text(all).filter("true"::equals).isPresent());
    } else if (email != null && !email.path().equals("email")) {
      mapped.put("email_verified", false);
    }
    return mapped;
  }

  private static void put(
      Map<String, Object> claims, String name, @Nullable ClaimSource source, JsonNode all) {
    if (source != null) {
      claims.remove(name);
      source.text(all).ifPresent(text -> claims.put(name, text));
    }
  }
}
