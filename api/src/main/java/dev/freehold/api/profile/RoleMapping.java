package dev.freehold.api.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Our roles from a token's claim.
 *
 * @param path as in {@link ClaimSource}; the value is a text or a list of texts
 */
public record RoleMapping(String path, List<Rule> rules) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public RoleMapping {
    rules = List.copyOf(rules);
  }

  /**
   * What one value of the claim gives.
   *
   * @param value compared exactly
   * @param roles ids
   */
  public record Rule(String value, Set<UUID> roles) {
    public Rule {
      roles = Set.copyOf(roles);
    }
  }

  /** The roles the mapping decides about: whoever has no value for one loses it. */
  public Set<UUID> managed() {
    return rules.stream()
        .flatMap(rule -> rule.roles().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The roles that these claims give; no value, no roles. */
  public Set<UUID> given(Map<String, Object> claims) {
    JsonNode found = ClaimSource.find(JSON.valueToTree(claims), path);
    Set<String> values = new HashSet<>();
    (found.isArray() ? found : List.of(found))
        .forEach(value -> {
          if (value.isTextual()) {
            values.add(value.textValue());
          }
        });
    return rules.stream()
        .filter(rule -> values.contains(rule.value()))
        .flatMap(rule -> rule.roles().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
