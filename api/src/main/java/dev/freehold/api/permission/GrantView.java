package dev.freehold.api.permission;

import dev.freehold.api.access.Role;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;

/** A permission as administrators see it. */
record GrantView(
    Role role,
    String table,
    String action,
    @Nullable List<String> columns,
    @Nullable List<String> relations,
    @Nullable Map<String, Object> rule,
    @Nullable Map<String, Object> check,
    Map<String, Object> presets,
    Limits limits,
    List<String> problems) {
  record Page(int count, List<GrantView> items) {}

  static GrantView of(Grant grant, Role role, List<Fault> faults) {
    GrantedFields.Only only = grant.fields() instanceof GrantedFields.Only some ? some : null;
    return new GrantView(
        role,
        grant.table().toString(),
        grant.action().name(),
        only == null ? null : only.columns().stream().sorted().toList(),
        only == null ? null : only.relations().stream().sorted().toList(),
        grant.rule(),
        grant.check(),
        grant.presets(),
        grant.limits(),
        faults.stream().map(fault -> fault.path() + ": " + fault.text()).toList());
  }
}
