package dev.freehold.api.data;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.filter.FilterParser;
import dev.freehold.api.filter.ValueTexts;
import dev.freehold.api.filter.Variable;
import dev.freehold.api.permission.Action;
import dev.freehold.api.permission.Grant;
import dev.freehold.api.permission.RoleSet;
import dev.freehold.api.platform.FreeholdException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one caller may write, in one state of the catalog. */
record TableWrites(Catalog catalog, RoleSet roles, CallerValues caller) {
  /** Those that can apply; empty when the action is denied. */
  List<WriteGrant> grants(Table table, Action action) {
    List<WriteGrant> grants = new ArrayList<>();
    for (Grant grant : roles.grants(table.id(), action)) {
      usable(table, grant).ifPresent(grants::add);
    }
    return grants;
  }

  /** Nothing when a part of it fits the table no more, or asks for what the caller has not. */
  private Optional<WriteGrant> usable(Table table, Grant grant) {
    try {
      Filter rows = rule(table, grant.rule());
      Filter written = rule(table, grant.written());
      return rows == Filter.Always.FALSE || written == Filter.Always.FALSE
          ? Optional.empty()
          : Optional.of(new WriteGrant(grant.fields(), rows, written, presets(table, grant)));
    } catch (FreeholdException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Filter rule(Table table, Map<String, Object> rule) {
    return rule == null ? Filter.Always.TRUE : caller.bind(FilterParser.rule(catalog, table, rule));
  }

  private Map<Column, String> presets(Table table, Grant grant) {
    Map<Column, String> presets = new LinkedHashMap<>();
    grant
        .presets()
        .forEach((name, value) -> {
          Column column =
              table
                  .column(name)
                  .orElseThrow(() -> new IllegalArgumentException("There is no column " + name));
          presets.put(column, preset(column, value));
        });
    return presets;
  }

  private String preset(Column column, Object value) {
    if (value == null) {
      return null;
    }
    Optional<Variable> variable = Variable.of(value);
    return variable.isPresent()
        ? caller
            .find(variable.get())
            .orElseThrow(() -> new IllegalArgumentException("The caller has no such thing"))
        : ValueTexts.cell(column.type(), value);
  }
}
