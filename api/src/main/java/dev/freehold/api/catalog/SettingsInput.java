package dev.freehold.api.catalog;

import dev.freehold.api.catalog.TableSettings.RelationName;
import dev.freehold.api.catalog.TableSettings.Side;
import dev.freehold.api.operation.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The input of {@code tableSettingsUpdate}: what is not there stays, what is null is automatic. */
record SettingsInput(Arguments data) {
  TableId table() {
    return new TableId(data.string("schema").orElseThrow(), data.string("name").orElseThrow());
  }

  TableSettings applied(TableSettings before) {
    return new TableSettings(
        before.table(),
        data.has("exposed") ? data.flag("exposed").orElse(true) : before.exposed(),
        text("one", before.one()),
        text("plural", before.plural()),
        text("softDelete", before.softDelete()),
        fields(before.fields()),
        relations(before.relations()));
  }

  /** For the audit log. */
  Map<String, Object> details() {
    Map<String, Object> details = new TreeMap<>(data.values());
    details.remove("schema");
    details.remove("name");
    return details;
  }

  private String text(String name, String before) {
    return data.has(name) ? data.string(name).orElse(null) : before;
  }

  private Map<String, String> fields(Map<String, String> before) {
    Map<String, String> fields = new TreeMap<>(before);
    for (Arguments one : data.objects("fields")) {
      String column = one.string("column").orElseThrow();
      one.string("field")
          .ifPresentOrElse(field -> fields.put(column, field), () -> fields.remove(column));
    }
    return fields;
  }

  private List<RelationName> relations(List<RelationName> before) {
    List<RelationName> relations = new ArrayList<>(before);
    for (Arguments one : data.objects("relations")) {
      String constraint = one.string("constraint").orElseThrow();
      Side side = Side.valueOf(one.string("side").orElseThrow());
      Optional<String> field = one.string("field");
      relations.removeIf(other -> other.constraint().equals(constraint) && other.side() == side);
      field.ifPresent(name -> relations.add(new RelationName(constraint, side, name)));
    }
    return relations;
  }
}
