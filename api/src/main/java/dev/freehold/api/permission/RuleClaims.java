package dev.freehold.api.permission;

import dev.freehold.api.access.Caller;
import dev.freehold.api.audit.AuditLog;
import dev.freehold.api.filter.Variable;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Which claims of a profile's tokens rules may use. */
@Singleton
class RuleClaims {
  static final int MOST = 50;
  static final String TOO_MANY = "There may be " + MOST + " of them";

  /**
   * Standard claims of which providers let users write the value (OpenID Connect Core 1.0, section
   * 5.1), and Auth0's.
   */
  private static final Set<String> WRITTEN_BY_USERS =
      Set.of(
          "address",
          "birthdate",
          "email",
          "family_name",
          "gender",
          "given_name",
          "locale",
          "middle_name",
          "name",
          "nickname",
          "phone_number",
          "picture",
          "preferred_username",
          "profile",
          "user_metadata",
          "website",
          "zoneinfo");

  private final Changes changes;
  private final AuditLog audit;

  RuleClaims(Changes changes, AuditLog audit) {
    this.changes = changes;
    this.audit = audit;
  }

  /** Those of a profile, sorted. */
  record OfProfile(UUID profile, List<String> claims) {
    private static OfProfile of(UUID profile, Collection<String> claims) {
      return new OfProfile(profile, List.copyOf(new TreeSet<>(claims)));
    }
  }

  /** Those of all profiles that have any. */
  static Map<UUID, Set<String>> read(Connection connection) throws SQLException {
    Map<UUID, Set<String>> claims = new HashMap<>();
    try (PreparedStatement statement =
            connection.prepareStatement("select profile_id, claim from freehold.rule_claims");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        claims
            .computeIfAbsent(rows.getObject(1, UUID.class), _ -> new TreeSet<>())
            .add(rows.getString(2));
      }
    }
    return claims;
  }

  List<OfProfile> list(Caller caller) {
    return changes.read(
        caller,
        connection ->
            read(connection).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> OfProfile.of(one.getKey(), one.getValue()))
                .toList());
  }

  /** In the place of those before. */
  OfProfile set(Caller caller, UUID profile, List<String> claims) {
    return changes.make(
        caller,
        connection -> {
          claims.stream()
              .flatMap(claim -> fault(claim).stream())
              .findFirst()
              .ifPresent(why -> {
                throw FreeholdException.of(ErrorCode.VALIDATION, "claims", why);
              });
          if (claims.size() > MOST) {
            throw FreeholdException.of(ErrorCode.VALIDATION, "claims", TOO_MANY);
          }
          return replace(connection, caller, profile, claims);
        });
  }

  /** Joins the transaction in progress; the claims have no {@link #fault}. */
  OfProfile replace(Connection connection, Caller caller, UUID profile, List<String> claims)
      throws SQLException {
    require(connection, profile);
    put(connection, profile, Set.copyOf(claims));
    OfProfile now = OfProfile.of(profile, claims);
    audit.record(caller, "permission.claims", "profile " + profile, Map.of("names", now.claims()));
    return now;
  }

  /** Why rules must not use that claim. */
  static Optional<String> fault(String claim) {
    if (Variable.of(Variable.CLAIM + claim).isEmpty()) {
      return Optional.of("A name has 1 to 200 characters");
    }
    String first = claim.startsWith("/") ? claim.split("/", -1)[1] : claim;
    return WRITTEN_BY_USERS.contains(first.toLowerCase(Locale.ROOT))
        ? Optional.of(
            "Users write " + first + " themselves; have the provider put what rules need elsewhere")
        : Optional.empty();
  }

  /** The ids of profiles by their names. */
  static Map<String, UUID> profiles(Connection connection) throws SQLException {
    Map<String, UUID> profiles = new HashMap<>();
    try (PreparedStatement statement =
            connection.prepareStatement("select name, id from freehold.profiles");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        profiles.put(rows.getString(1), rows.getObject(2, UUID.class));
      }
    }
    return profiles;
  }

  private static void require(Connection connection, UUID profile) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select 1 from freehold.profiles where id = ? for key share")) {
      statement.setObject(1, profile);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw FreeholdException.of(
              ErrorCode.ENTITY_NOT_FOUND, "profile", "There is no such profile");
        }
      }
    }
  }

  private static void put(Connection connection, UUID profile, Set<String> claims)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("delete from freehold.rule_claims where profile_id = ?")) {
      statement.setObject(1, profile);
      statement.executeUpdate();
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into freehold.rule_claims (profile_id, claim) select ?, unnest(?)")) {
      statement.setObject(1, profile);
      statement.setArray(2, connection.createArrayOf("text", claims.toArray()));
      statement.executeUpdate();
    }
  }
}
