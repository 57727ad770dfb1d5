package dev.freehold.api.permission;

import dev.freehold.api.catalog.TableId;
import dev.freehold.api.permission.PermissionsContent.ClaimsEntry;
import dev.freehold.api.permission.RoleEntry.GrantEntry;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the shape of an imported text; whether it fits the tables is for {@link GrantRules}. */
@Singleton
class PermissionsText {
  private static final int VERSION = 1;

  private final GrantRules rules;

  PermissionsText(GrantRules rules) {
    this.rules = rules;
  }

  PermissionsContent read(String text) {
    YamlValue whole = YamlValue.parse(text);
    Map<String, YamlValue> parts = known(whole, Set.of("version", "claims", "roles"));
    if (!parts.containsKey("version") || parts.get("version").number() != VERSION) {
      throw whole.fault("must begin with version: " + VERSION);
    }
    if (!parts.containsKey("roles")) {
      throw whole.fault("has no roles");
    }
    List<RoleEntry> roles = new ArrayList<>();
    parts.get("roles").entries().forEach((name, role) -> roles.add(role(name, role)));
    return new PermissionsContent(claims(parts.get("claims")), roles);
  }

  private static List<ClaimsEntry> claims(@Nullable YamlValue place) {
    List<ClaimsEntry> claims = new ArrayList<>();
    if (place != null) {
      place
          .entries()
          .forEach((profile, names) -> {
            var _ = texts(names);
            claims.add(new ClaimsEntry(profile, names.items(), names));
          });
    }
    return claims;
  }

  private RoleEntry role(String name, YamlValue place) {
    if (place.isNull()) {
      return new RoleEntry(name, null, List.of(), place);
    }
    Map<String, YamlValue> parts = known(place, Set.of("description", "tables"));
    YamlValue description = parts.get("description");
    List<GrantEntry> grants = new ArrayList<>();
    YamlValue tables = parts.get("tables");
    if (tables != null && !tables.isNull()) {
      tables.entries().forEach((table, actions) -> grants(table, actions, grants));
    }
    return new RoleEntry(
        name,
        description == null ? null : description.isNull() ? "" : description.text(),
        grants,
        place);
  }

  private void grants(String name, YamlValue actions, List<GrantEntry> grants) {
    TableId table =
        rules.table(name).orElseThrow(() -> actions.fault(rules.unknownTable(name).text()));
    known(actions, Set.of("read", "create", "update", "delete"))
        .forEach((action, place) -> grants.add(new GrantEntry(grant(table, action, place), place)));
  }

  private static Grant grant(TableId table, String action, YamlValue place) {
    Map<String, YamlValue> parts =
        place.isNull()
            ? Map.of()
            : known(place, Set.of("columns", "relations", "rule", "check", "presets", "limits"));
    return new Grant(
        null,
        "",
        table,
        Action.valueOf(action.toUpperCase(Locale.ROOT)),
        fields(parts),
        object(parts.get("rule")),
        object(parts.get("check")),
        parts.containsKey("presets") ? object(parts.get("presets")) : Map.of(),
        limits(parts.get("limits")));
  }

  /** A list that is there but empty grants nothing; only where there is neither, all is meant. */
  private static GrantedFields fields(Map<String, YamlValue> parts) {
    YamlValue columns = parts.get("columns");
    YamlValue relations = parts.get("relations");
    return columns == null && relations == null
        ? GrantedFields.ALL
        : new GrantedFields.Only(texts(columns), texts(relations));
  }

  private static Set<String> texts(@Nullable YamlValue list) {
    Set<String> texts = new HashSet<>();
    if (list != null) {
      for (YamlValue item : list.items()) {
        if (!texts.add(item.text())) {
          throw item.fault("is there twice");
        }
      }
    }
    return texts;
  }

  /** Nothing said and nothing written after the colon are not the same: that is a slip. */
  private static @Nullable Map<String, Object> object(@Nullable YamlValue value) {
    if (value == null) {
      return null;
    }
    value.entries();
    return Json.normal((Map<?, ?>) value.json());
  }

  private static Limits limits(@Nullable YamlValue value) {
    if (value == null) {
      return Limits.NONE;
    }
    Map<String, YamlValue> parts = known(value, Set.of("rows", "depth", "aggregates"));
    return new Limits(
        parts.containsKey("rows") ? Integer.valueOf(parts.get("rows").number()) : null,
        parts.containsKey("depth") ? Integer.valueOf(parts.get("depth").number()) : null,
        !parts.containsKey("aggregates") || parts.get("aggregates").flag());
  }

  private static Map<String, YamlValue> known(YamlValue value, Set<String> names) {
    Map<String, YamlValue> entries = value.entries();
    entries.forEach((name, entry) -> {
      if (!names.contains(name)) {
        throw entry.fault(
            "is not known here; there is " + String.join(", ", names.stream().sorted().toList()));
      }
    });
    return entries;
  }
}
