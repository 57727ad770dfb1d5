package dev.freehold.api.permission;

import dev.freehold.api.catalog.TableId;
import io.micronaut.core.annotation.Nullable;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;

/**
 * One permission in force: what a role may do with a table. Several for the same table and action
 * are united row by row: a field of a row is readable when one of the grants whose rule the row
 * meets covers it.
 *
 * @param roleId null for what every user may do, whatever his roles
 * @param roleName for people
 * @param rule which rows, in the filter language; null: all
 * @param check what written rows must satisfy, as it was said; {@link #written()} is what counts
 * @param presets column to constant or variable. Written rows get these values, and the caller can
 *     give no others
 */
public record Grant(
    @Nullable UUID roleId,
    String roleName,
    TableId table,
    Action action,
    GrantedFields fields,
    @Nullable Map<String, Object> rule,
    @Nullable Map<String, Object> check,
    Map<String, Object> presets,
    Limits limits) {
  public Grant {
    // No copies: hundreds of grants share the same few objects, which nobody changes.
    rule = rule == null ? null : Collections.unmodifiableMap(rule);
    check = check == null ? null : Collections.unmodifiableMap(check);
    presets = presets.isEmpty() ? Map.of() : Collections.unmodifiableMap(presets);
  }

  /** Everything that can be done with the table. */
  static Grant everything(@Nullable UUID roleId, String roleName, TableId table, Action action) {
    return new Grant(
        roleId, roleName, table, action, GrantedFields.ALL, null, null, Map.of(), Limits.NONE);
  }

  /** What rows must satisfy once they are written: the check, else the rule; null: nothing. */
  public @Nullable Map<String, Object> written() {
    return check == null ? rule : check;
  }
}
