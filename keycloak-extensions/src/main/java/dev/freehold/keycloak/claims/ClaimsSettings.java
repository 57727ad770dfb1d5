package dev.freehold.keycloak.claims;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a mapper is set to, and the claims it makes by that.
 *
 * @param namespace the claim that holds the object
 * @param names platform roles and what they are called outside, the most important first; when
 *     empty, roles are called as they are
 * @param defaultRole what everybody has besides, null: nothing
 * @param since only what is of this version or a later one counts
 */
record ClaimsSettings(
    Layout layout, String namespace, List<Name> names, String defaultRole, long since) {
  static final String LAYOUT = "layout";
  static final String NAMESPACE = "namespace";
  static final String NAMES = "roles";
  static final String DEFAULT_ROLE = "default.role";
  static final String SINCE = "since";

  /** Whoever has this role in Hasura may do everything there, so nobody gets it by accident. */
  private static final String HASURA_ADMIN = "admin";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A role's name here and outside; the components are named as Keycloak writes maps. */
  record Name(String key, String value) {}

  /**
   * Reads a mapper's configuration.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static ClaimsSettings read(Map<String, String> config) {
    Layout layout = Layout.valueOf(config.getOrDefault(LAYOUT, ""));
    String namespace = config.get(NAMESPACE);
    if (!ClaimNames.free(namespace)) {
      throw new IllegalArgumentException("the namespace must be an https URL or a free name");
    }
    String defaultRole = config.get(DEFAULT_ROLE);
    if (defaultRole != null && (defaultRole.isBlank() || adminOfHasura(layout, defaultRole))) {
      throw new IllegalArgumentException("that default role would be everybody's");
    }
    return new ClaimsSettings(
        layout,
        namespace,
        names(config.getOrDefault(NAMES, "[]")),
        defaultRole,
        Long.parseLong(config.getOrDefault(SINCE, "0")));
  }

  private static List<Name> names(String text) {
    try {
      List<Name> names = JSON.readValue(text, new TypeReference<>() {});
      if (names != null
          && names.stream()
              .allMatch(name -> name != null && name.key() != null && name.value() != null)) {
        return names;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the roles cannot be read", e);
    }
    throw new IllegalArgumentException("the roles lack a name");
  }

  /** Nothing when the account's state is too old, or leaves no role to name where one is needed. */
  Map<String, Object> claims(Account account) {
    if (account.version() < since) {
      return Map.of();
    }
    Set<String> held = outside(account.roles());
    String first = held.stream().findFirst().orElse(defaultRole);
    if (defaultRole != null) {
      held.add(defaultRole);
    }
    List<String> roles = new ArrayList<>(held);
    Map<String, Object> claims = new LinkedHashMap<>();
    switch (layout) {
      case HASURA -> {
        if (first != null) {
          claims.put(
              namespace,
              Map.of(
                  "x-hasura-user-id", account.userId(),
                  "x-hasura-default-role", first,
                  "x-hasura-allowed-roles", roles));
        }
      }
      case POSTGREST -> {
        claims.put(namespace, Map.of("user_id", account.userId(), "roles", roles));
        // Without a mapping the platform's names would choose among the database's roles.
        String role = names.isEmpty() ? defaultRole : first;
        if (role != null) {
          claims.put("role", role);
        }
      }
      case PLAIN -> claims.put(namespace, Map.of("user_id", account.userId(), "roles", roles));
    }
    return claims;
  }

  private Set<String> outside(List<String> roles) {
    Set<String> outside = new LinkedHashSet<>();
    if (names.isEmpty()) {
      roles.stream().filter(role -> !adminOfHasura(layout, role)).sorted().forEach(outside::add);
    } else {
      names.stream()
          .filter(name -> roles.contains(name.key()))
          .forEach(name -> outside.add(name.value()));
    }
    return outside;
  }

  private static boolean adminOfHasura(Layout layout, String role) {
    return layout == Layout.HASURA && role.equals(HASURA_ADMIN);
  }
}
