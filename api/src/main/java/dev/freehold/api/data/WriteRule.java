package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.filter.ValueTexts;
import dev.freehold.api.filter.Variable;
import dev.freehold.api.permission.Grant;
import dev.freehold.api.permission.GrantedFields;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A permission to write, read once for all callers who have the role.
 *
 * @param rows which rows may be changed or deleted
 * @param written what rows must satisfy afterwards
 * @param presets columns and the values that they get
 */
record WriteRule(GrantedFields fields, Filter rows, Filter written, Map<Column, Preset> presets) {
  WriteRule {
    presets =
        presets.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(presets));
  }

  /** Where a column's value comes from. */
  sealed interface Preset {
    /** As PostgreSQL reads it; null is a value too. */
    record Constant(String text) implements Preset {}

    /** What is known of the caller. */
    record OfCaller(Variable variable) implements Preset {}
  }

  /**
   * Reads the permission.
   *
   * @throws IllegalArgumentException when it presets a column that the table has not
   */
  static WriteRule of(Table table, Grant grant, Function<Map<String, Object>, Filter> parser) {
    Map<Column, Preset> presets = new LinkedHashMap<>();
    grant
        .presets()
        .forEach((name, value) -> {
          Column column =
              table
                  .column(name)
                  .orElseThrow(() -> new IllegalArgumentException("There is no column " + name));
          presets.put(column, preset(column, value));
        });
    Filter rows = rule(grant.rule(), parser);
    Filter written = grant.check() == null ? rows : rule(grant.check(), parser);
    return new WriteRule(grant.fields(), rows, written, presets);
  }

  private static Filter rule(
      Map<String, Object> rule, Function<Map<String, Object>, Filter> parser) {
    return rule == null ? Filter.Always.TRUE : parser.apply(rule);
  }

  private static Preset preset(Column column, Object value) {
    if (value == null) {
      return new Preset.Constant(null);
    }
    return Variable.of(value)
        .<Preset>map(Preset.OfCaller::new)
        .orElseGet(() -> new Preset.Constant(ValueTexts.cell(column.type(), value)));
  }

  /** For that caller; nothing when it asks for what he has not. */
  Optional<WriteGrant> of(CallerValues caller) {
    Filter changed = caller.bind(rows);
    Filter accepted = caller.bind(written);
    Map<Column, String> values = new LinkedHashMap<>();
    for (Map.Entry<Column, Preset> preset : presets.entrySet()) {
      switch (preset.getValue()) {
        case Preset.Constant(String text) -> values.put(preset.getKey(), text);
        case Preset.OfCaller(Variable variable) -> {
          Optional<String> known = caller.cell(variable, preset.getKey().type());
          if (known.isEmpty()) {
            return Optional.empty();
          }
          values.put(preset.getKey(), known.get());
        }
      }
    }
    return changed == Filter.Always.FALSE || accepted == Filter.Always.FALSE
        ? Optional.empty()
        : Optional.of(new WriteGrant(fields, changed, accepted, values));
  }
}
