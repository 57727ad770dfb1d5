package dev.freehold.api.permission;

import java.util.List;

/** What an imported text says: which claims rules may use, and what roles may do. */
record PermissionsContent(List<ClaimsEntry> claims, List<RoleEntry> roles) {
  /**
   * The claims that rules may use of the tokens of one profile.
   *
   * @param profile its name
   */
  record ClaimsEntry(String profile, List<YamlValue> claims, YamlValue place) {
    List<String> names() {
      return claims.stream().map(YamlValue::text).toList();
    }
  }
}
