package dev.freehold.keycloak.claims;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names under which user id and roles may stand in a token: those that nothing else stands under.
 * Taken are the claims of RFC 7519, RFC 7800, RFC 8417, RFC 8693, RFC 9068 and OpenID Connect Core,
 * and Keycloak's own.
 */
final class ClaimNames {
  private static final Pattern URL =
      Pattern.compile("https://[A-Za-z0-9][A-Za-z0-9._~:/?#@!$&'()*+,;=%-]{0,190}");
  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,99}");
  private static final Set<String> TAKEN =
      Set.of(
          """
          iss sub aud exp nbf iat jti typ azp nonce auth_time at_hash c_hash s_hash acr amr sid sub_jwk \
          cnf act may_act events toe txn sub_id scope client_id roles groups entitlements role name \
          given_name family_name middle_name nickname preferred_username profile picture website email \
          email_verified gender birthdate zoneinfo locale phone_number phone_number_verified address \
          updated_at active username token_type session_state realm_access resource_access \
          allowed-origins trusted-certs authorization category organization clienthost clientaddress \
          client_host client_address upn claims _claim_names _claim_sources authorization_details \
          claims_locales verified_claims\
          """
              .split(" "));

  private ClaimNames() {}

  static boolean free(String name) {
    return name != null
        && (URL.matcher(name).matches()
            || (WORD.matcher(name).matches() && !TAKEN.contains(name.toLowerCase(Locale.ROOT))));
  }
}
