package dev.freehold.api.profile;

import com.fasterxml.jackson.core.JsonPointer;
import dev.freehold.api.access.Role;
import dev.freehold.api.access.RoleRepository;
import dev.freehold.api.access.Roles;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.platform.Installation;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** What the settings of an external issuer must be like. All faults are told at once, by field. */
@Singleton
class ExternalRules {
  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}");
  private static final int LONGEST = 500;
  private static final int MOST = 100;

  private final ProviderHttp http;
  private final RoleRepository roles;
  private final boolean local;

  ExternalRules(ProviderHttp http, RoleRepository roles, Installation installation) {
    this.http = http;
    this.roles = roles;
    this.local = installation.local();
  }

  /**
   * Refuses settings that could not work or are not safe.
   *
   * @throws FreeholdException with VALIDATION and the faults by field
   */
  void check(ProfileType type, ExternalInput input) {
    Map<String, Object> faults = new LinkedHashMap<>();
    String at = type.input() + '.';
    if (input.auth0() == null) {
      checkIssuer(at, input.issuer(), faults);
    } else {
      checkAuth0(at, input.auth0(), faults);
    }
    if (input.clientId().length() > LONGEST
        || (type == ProfileType.AUTH0 && input.clientId().isEmpty())) {
      faults.put(at + "clientId", "must be 1 to " + LONGEST + " characters");
    }
    if (input.audiences().isEmpty()) {
      faults.put(
          at + "audiences",
          "must name at least one: else tokens made for others would be accepted");
    } else if (input.audiences().size() > MOST
        || !input.audiences().stream().allMatch(ExternalRules::text)) {
      faults.put(at + "audiences", "must be at most 100 texts of 1 to 500 characters");
    }
    checkClaims(at, input.claims(), faults);
    if (input.roles() != null) {
      checkRoles(at, input.roles(), input.allowAdministrator(), faults);
    }
    if (!faults.isEmpty()) {
      throw new FreeholdException(ErrorCode.VALIDATION, ErrorCode.VALIDATION.message(), faults);
    }
  }

  private void checkIssuer(String at, String issuer, Map<String, Object> faults) {
    URI uri;
    try {
      uri = URI.create(issuer);
    } catch (IllegalArgumentException e) {
      faults.put(at + "issuer", "is not a URL");
      return;
    }
    String refusal = http.refusal(uri);
    if (issuer.isEmpty()) {
      faults.put(at + "issuer", "is required");
    } else if (refusal != null) {
      faults.put(at + "issuer", refusal);
    } else if (uri.getRawQuery() != null || issuer.length() > LONGEST) {
      faults.put(at + "issuer", "must be a URL without a query, at most 500 characters long");
    }
  }

  private void checkAuth0(String at, Auth0Settings auth0, Map<String, Object> faults) {
    if (!domain(auth0.domain())) {
      faults.put(at + "domain", "must be a host name such as acme.eu.auth0.com");
    }
    if (!domain(auth0.managementDomain())) {
      faults.put(at + "managementDomain", "must be a host name such as acme.eu.auth0.com");
    }
    if (!text(auth0.connection())) {
      faults.put(at + "databaseName", "must be 1 to 500 characters");
    }
  }

  /** Whether it names a host; in local mode it may be a whole URL. */
  boolean domain(String domain) {
    if (local && domain.contains("://")) {
      try {
        return http.refusal(URI.create(domain)) == null;
      } catch (IllegalArgumentException e) {
        return false;
      }
    }
    return DOMAIN.matcher(domain).matches();
  }

  private static void checkClaims(String at, ClaimMapping claims, Map<String, Object> faults) {
    Map<String, ClaimSource> sources = new LinkedHashMap<>();
    sources.put("email", claims.email());
    sources.put("emailVerified", claims.emailVerified());
    sources.put("firstName", claims.firstName());
    sources.put("lastName", claims.lastName());
    sources.forEach((target, source) -> {
      if (source != null && !path(source.path())) {
        faults.put(at + "claims." + target, "is neither the name of a claim nor a JSON pointer");
      }
    });
  }

  private void checkRoles(
      String at, RoleMapping mapping, boolean allowAdministrator, Map<String, Object> faults) {
    if (!path(mapping.path())) {
      faults.put(at + "roleMapping.path", "is neither the name of a claim nor a JSON pointer");
    }
    if (mapping.rules().size() > MOST
        || mapping.rules().stream().anyMatch(rule -> !text(rule.value()))) {
      faults.put(
          at + "roleMapping.rules", "must be at most 100, with values of 1 to 500 characters");
    }
    Set<UUID> ids = mapping.managed();
    List<Role> found = roles.findByIds(ids.stream().map(UUID::toString).toArray(String[]::new));
    if (found.size() < ids.size()) {
      faults.put(at + "roleMapping.rules", "names a role that does not exist");
    } else if (!allowAdministrator
        && found.stream().anyMatch(role -> role.name().equals(Roles.ADMINISTRATOR))) {
      faults.put(
          at + "roleMapping.allowAdministrator",
          "must be true when a rule gives Administrator: whoever writes that claim at the provider"
              + " then rules here");
    }
  }

  private static boolean path(String path) {
    if (!text(path)) {
      return false;
    }
    try {
      return !path.startsWith("/") || JsonPointer.compile(path) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean text(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST
        && text.chars().noneMatch(Character::isISOControl);
  }
}
