package dev.freehold.api.profile;

import dev.freehold.api.access.RoleRepository;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.platform.Installation;
import dev.freehold.api.profile.builtin.BuiltInInput;
import dev.freehold.api.profile.builtin.BuiltInRules;
import dev.freehold.api.profile.builtin.BuiltInSettings;
import dev.freehold.api.profile.builtin.Connection;
import dev.freehold.api.profile.builtin.MailServer;
import dev.freehold.api.profile.builtin.ProfileClaims;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The settings that only built-in profiles have: checked, completed and stored. */
@Singleton
class BuiltInProfiles {
  private static final int LONGEST_SECRET = 10_000;

  private final BuiltInRepository rows;
  private final ProfileSecrets secrets;
  private final RoleRepository roles;
  private final Discovery discovery;
  private final Installation installation;

  BuiltInProfiles(
      BuiltInRepository rows,
      ProfileSecrets secrets,
      RoleRepository roles,
      Discovery discovery,
      Installation installation) {
    this.rows = rows;
    this.secrets = secrets;
    this.roles = roles;
    this.discovery = discovery;
    this.installation = installation;
  }

  /**
   * The settings in the form they are kept, with the addresses of OpenID providers.
   *
   * @param before null when the profile is new
   * @throws FreeholdException with VALIDATION and the faults by field
   */
  BuiltInInput checked(@Nullable Profile before, ProfileInput profile, BuiltInInput input) {
    Map<String, Object> faults = new LinkedHashMap<>();
    if (profile.nativeLogIn() && input.settings().secondFactor().required()) {
      faults.put(
          "builtIn.secondFactor.mode", "cannot be REQUIRED with nativeLogIn, which asks for none");
    }
    Set<String> present = new HashSet<>(input.secrets().keySet());
    knownRoles(
        before == null ? null : before.settings().claims(), input.settings().claims(), faults);
    if (before != null) {
      present.addAll(secrets.of(before.id()).keySet());
      sameReceivers(before.settings(), input, faults);
    }
    input
        .secrets()
        .forEach((name, secret) -> {
          if (secret.isBlank() || secret.length() > LONGEST_SECRET || secret.indexOf('\0') >= 0) {
            faults.put("builtIn." + name + ".secret", "must have 1 to 10000 characters");
          }
        });
    new BuiltInRules(faults, installation.local()).check(input.settings(), present);
    List<Connection> connections = new ArrayList<>();
    for (Connection connection : input.settings().connections()) {
      connections.add(complete(connection, faults));
    }
    if (!faults.isEmpty()) {
      throw new FreeholdException(ErrorCode.VALIDATION, ErrorCode.VALIDATION.message(), faults);
    }
    return new BuiltInInput(input.settings().withConnections(connections), input.secrets());
  }

  /** Joins the transaction in progress. */
  void save(UUID profileId, BuiltInInput input) {
    rows.save(profileId, BuiltInSettingsJson.write(begun(input.settings())));
    secrets.save(profileId, input.secrets(), needed(input.settings()));
  }

  /** What a realm still knows from an earlier time with claims must not come back. */
  private BuiltInSettings begun(BuiltInSettings settings) {
    ProfileClaims claims = settings.claims();
    return claims == null || claims.since() > 0
        ? settings
        : settings.withClaims(claims.since(rows.nextClaimsVersion()));
  }

  /** Roles are named by people; one that is mistyped would give nobody anything, silently. */
  private void knownRoles(
      @Nullable ProfileClaims was, @Nullable ProfileClaims claims, Map<String, Object> faults) {
    if (claims == null || claims.equals(was)) {
      return;
    }
    claims.roles().stream()
        .map(ProfileClaims.RoleName::role)
        .filter(name -> roles.findByName(name).filter(role -> role.name().equals(name)).isEmpty())
        .findFirst()
        .ifPresent(
            name -> faults.put("builtIn.claims.roles", "There is no role of the name " + name));
  }

  private static Set<String> needed(BuiltInSettings settings) {
    Set<String> needed = new HashSet<>();
    settings.connections().forEach(one -> needed.add(one.secretName()));
    if (settings.mail() != null && settings.mail().user() != null) {
      needed.add(MailServer.SECRET);
    }
    return needed;
  }

  /** A secret that is kept goes to whom it was entered for, and to nobody else. */
  private static void sameReceivers(
      BuiltInSettings was, BuiltInInput input, Map<String, Object> faults) {
    MailServer mail = input.settings().mail();
    if (mail != null
        && mail.user() != null
        && was.mail() != null
        && !mail.host().equals(was.mail().host())
        && !input.secrets().containsKey(MailServer.SECRET)) {
      faults.put("builtIn.mail.password", "is needed again for another host");
    }
    for (Connection connection : input.settings().connections()) {
      boolean another =
          was.connections().stream()
              .anyMatch(one ->
                  one.alias().equals(connection.alias())
                      && !one.receiver().equals(connection.receiver()));
      if (another
          && connection.clientId() != null
          && !input.secrets().containsKey(connection.secretName())) {
        faults.put(
            "builtIn.connections." + connection.alias() + ".clientSecret",
            "is needed again for another provider");
      }
    }
  }

  private Connection complete(Connection connection, Map<String, Object> faults) {
    Connection.OpenId openId = connection.openId();
    if (connection.kind() != Connection.Kind.OPENID || openId.complete()) {
      return connection;
    }
    String field = "builtIn.connections." + connection.alias() + ".issuer";
    try {
      URI.create(openId.issuer());
      ProviderEndpoints endpoints = discovery.of(openId.issuer());
      if (endpoints.token() == null) {
        faults.put(field, "The discovery document has no token_endpoint");
        return connection;
      }
      return connection.at(
          new Connection.OpenId(
              openId.issuer(),
              endpoints.authorization(),
              endpoints.token(),
              endpoints.jwks(),
              endpoints.endSession()));
    } catch (DiscoveryRefusal refusal) {
      faults.put(field, refusal.getMessage());
    } catch (IllegalArgumentException _) {
      faults.put(field, "is not a URL");
    }
    return connection;
  }
}
