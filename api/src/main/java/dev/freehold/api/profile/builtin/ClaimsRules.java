package dev.freehold.api.profile.builtin;

import dev.freehold.api.profile.builtin.ProfileClaims.Layout;
import dev.freehold.api.profile.builtin.ProfileClaims.RoleName;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What claims for others must be like. Names that something else stands under are those of RFC
 * 7519, RFC 7800, RFC 8417, RFC 8693, RFC 9068 and OpenID Connect Core, and Keycloak's own; the
 * mapper in Keycloak refuses them as well.
 */
final class ClaimsRules {
  private static final int MOST_ROLES = 100;
  private static final Pattern URL =
      Pattern.compile("https://[A-Za-z0-9][A-Za-z0-9._~:/?#@!$&'()*+,;=%-]{0,190}");
  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,99}");
  private static final Pattern ROLE = Pattern.compile("[^\\p{Cntrl}]{1,100}");
  private static final Pattern DATABASE_ROLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]{0,62}");

  /** Whoever has this role in Hasura may do everything there. */
  private static final String HASURA_ADMIN = "admin";

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

  private ClaimsRules() {}

  static void check(ProfileClaims claims, BuiltInRules rules) {
    if (!free(claims.namespace())) {
      rules.fault("claims.namespace", "must be an https URL, or a name that no other claim has");
    }
    if (claims.roles().size() > MOST_ROLES) {
      rules.fault("claims.roles", "are more than " + MOST_ROLES);
    }
    Set<String> seen = new HashSet<>();
    for (RoleName one : claims.roles()) {
      if (!seen.add(one.role())) {
        rules.fault("claims.roles", "name the role " + one.role() + " twice");
      }
      checkName("claims.roles", claims.layout(), one.name(), rules);
    }
    if (claims.defaultRole() != null) {
      checkName("claims.defaultRole", claims.layout(), claims.defaultRole(), rules);
      if (claims.layout() == Layout.HASURA && claims.defaultRole().equals(HASURA_ADMIN)) {
        rules.fault("claims.defaultRole", "must not be admin, who may do everything in Hasura");
      }
    }
    if (claims.layout() == Layout.POSTGREST
        && claims.roles().isEmpty()
        && claims.defaultRole() == null) {
      rules.fault("claims.roles", "or defaultRole must name a role of the database");
    }
  }

  private static void checkName(String field, Layout layout, String name, BuiltInRules rules) {
    boolean database = layout == Layout.POSTGREST;
    if (name.isBlank() || !(database ? DATABASE_ROLE : ROLE).matcher(name).matches()) {
      rules.fault(
          field, database ? "must be names of database roles" : "must have 1 to 100 characters");
    }
  }

  private static boolean free(String name) {
    return URL.matcher(name).matches()
        || (WORD.matcher(name).matches() && !TAKEN.contains(name.toLowerCase(Locale.ROOT)));
  }
}
