package dev.freehold.api.permission;

import dev.freehold.api.access.Role;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.operation.Arguments;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.core.annotation.Nullable;
import java.util.Map;
import java.util.Set;

/** Reads a permission from GraphQL's input. */
final class GrantInput {
  private GrantInput() {}

  static Grant read(Arguments data, Role role, TableId table) {
    Arguments limits = data.object("limits").orElse(new Arguments(Map.of()));
    Map<String, Object> presets = object(data, "presets");
    return new Grant(
        role.id(),
        role.name(),
        table,
        Action.valueOf(data.string("action").orElseThrow()),
        fields(data),
        object(data, "rule"),
        object(data, "check"),
        presets == null ? Map.of() : presets,
        new Limits(
            limits.integer("rows").orElse(null),
            limits.integer("depth").orElse(null),
            limits.flag("aggregates").orElse(true)));
  }

  /** All when neither list is given; a list that is not given beside the other is empty. */
  private static GrantedFields fields(Arguments data) {
    boolean all = data.values().get("columns") == null && data.values().get("relations") == null;
    return all
        ? GrantedFields.ALL
        : new GrantedFields.Only(
            Set.copyOf(data.strings("columns")), Set.copyOf(data.strings("relations")));
  }

  private static @Nullable Map<String, Object> object(Arguments data, String name) {
    return switch (data.values().get(name)) {
      case null -> null;
      case Map<?, ?> map -> Json.normal(map);
      default -> throw FreeholdException.of(ErrorCode.VALIDATION, name, "is not a JSON object");
    };
  }
}
