package dev.freehold.api.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.api.catalog.TableSettings.RelationName;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The settings of tables as the platform's database keeps them. */
@Singleton
class StoredSettings {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TableSettingsRepository rows;

  StoredSettings(TableSettingsRepository rows) {
    this.rows = rows;
  }

  Map<TableId, TableSettings> all() {
    Map<TableId, TableSettings> all = new TreeMap<>();
    for (TableSettingsRow row : rows.list()) {
      TableId table = new TableId(row.tableSchema(), row.tableName());
      all.put(
          table,
          new TableSettings(
              table,
              row.exposed(),
              row.one(),
              row.plural(),
              row.softDelete(),
              read(row.fields(), new TypeReference<Map<String, String>>() {}),
              read(row.relations(), new TypeReference<List<RelationName>>() {})));
    }
    return all;
  }

  /** Until the transaction in progress ends, nobody else changes any. */
  void lock() {
    rows.lock();
  }

  void save(TableSettings settings) {
    rows.save(
        settings.table().schema(),
        settings.table().name(),
        settings.exposed(),
        settings.one(),
        settings.plural(),
        settings.softDelete(),
        write(settings.fields()),
        write(settings.relations()));
  }

  /** False when there were none. */
  boolean delete(TableId table) {
    return rows.delete(table.schema(), table.name()) > 0;
  }

  private static <T> T read(String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
