package dev.freehold.api.permission;

import dev.freehold.api.access.Role;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes claims, roles and permissions as the text that an import reads. */
final class PermissionsYaml {
  private static final int WIDTH = 120;

  private PermissionsYaml() {}

  static String write(
      Map<String, List<String>> claims, List<Role> roles, Map<UUID, List<Grant>> grants) {
    Map<String, Object> named = new LinkedHashMap<>();
    for (Role role : roles) {
      named.put(role.name(), role(role, grants.getOrDefault(role.id(), List.of())));
    }
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("version", 1);
    if (!claims.isEmpty()) {
      whole.put("claims", claims);
    }
    whole.put("roles", named);
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setWidth(WIDTH);
    return new Yaml(options).dump(whole);
  }

  private static Map<String, Object> role(Role role, List<Grant> grants) {
    Map<String, Map<String, Object>> tables = new LinkedHashMap<>();
    for (Grant grant : grants) {
      tables
          .computeIfAbsent(grant.table().toString(), table -> new LinkedHashMap<>())
          .put(grant.action().text(), grant(grant));
    }
    Map<String, Object> parts = new LinkedHashMap<>();
    if (role.description() != null) {
      parts.put("description", role.description());
    }
    parts.put("tables", tables);
    return parts;
  }

  private static Map<String, Object> grant(Grant grant) {
    Map<String, Object> parts = new LinkedHashMap<>();
    if (grant.fields() instanceof GrantedFields.Only only) {
      parts.put("columns", sorted(only.columns()));
      parts.put("relations", sorted(only.relations()));
    }
    if (grant.rule() != null) {
      parts.put("rule", value(grant.rule()));
    }
    if (grant.check() != null) {
      parts.put("check", value(grant.check()));
    }
    if (!grant.presets().isEmpty()) {
      parts.put("presets", value(grant.presets()));
    }
    if (!grant.limits().equals(Limits.NONE)) {
      parts.put("limits", limits(grant.limits()));
    }
    return parts;
  }

  /** A list of its own each time: what is the same list twice would be written as a reference. */
  private static List<String> sorted(Set<String> names) {
    List<String> sorted = new ArrayList<>(names);
    Collections.sort(sorted);
    return sorted;
  }

  private static Map<String, Object> limits(Limits limits) {
    Map<String, Object> parts = new LinkedHashMap<>();
    if (limits.rows() != null) {
      parts.put("rows", limits.rows());
    }
    if (limits.depth() != null) {
      parts.put("depth", limits.depth());
    }
    if (!limits.aggregates()) {
      parts.put("aggregates", false);
    }
    return parts;
  }

  /** Copies, so that what is shared is written out and not referred to; no exponents. */
  private static Object value(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<Object, Object> copy = new LinkedHashMap<>();
        map.forEach((key, one) -> copy.put(key, value(one)));
        yield copy;
      }
      case List<?> list -> {
        List<Object> copy = new ArrayList<>();
        list.forEach(one -> copy.add(value(one)));
        yield copy;
      }
      case BigDecimal number -> new BigDecimal(number.toPlainString());
      case null, default -> value;
    };
  }
}
