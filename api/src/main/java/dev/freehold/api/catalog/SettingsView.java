package dev.freehold.api.catalog;

import dev.freehold.api.catalog.TableSettings.RelationName;
import java.util.List;
import java.util.Map;

/** The settings of a table as GraphQL shows them. */
record SettingsView(
    String schema,
    String name,
    boolean exposed,
    String one,
    String plural,
    String softDelete,
    List<FieldName> fields,
    List<RelationName> relations) {
  record FieldName(String column, String field) {}

  static SettingsView of(TableSettings settings) {
    return new SettingsView(
        settings.table().schema(),
        settings.table().name(),
        settings.exposed(),
        settings.one(),
        settings.plural(),
        settings.softDelete(),
        settings.fields().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> new FieldName(entry.getKey(), entry.getValue()))
            .toList(),
        settings.relations());
  }
}
