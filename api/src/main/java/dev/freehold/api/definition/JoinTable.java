package dev.freehold.api.definition;

import dev.freehold.api.catalog.TableId;
import java.util.ArrayList;
import java.util.List;

/**
 * A table to be made whose rows join those of two others. Its primary key is the two relations, so
 * that the catalog sees one relation to many from either side.
 */
record JoinTable(TableId id, FieldDefinition own, FieldDefinition target) {
  List<String> statements() {
    List<String> statements = new ArrayList<>();
    statements.add(
        "create table %s (\n  %s,\n  %s,\n  primary key (%s, %s)\n)"
            .formatted(
                Ddl.table(id),
                own.sql(),
                target.sql(),
                Ddl.name(own.name()),
                Ddl.name(target.name())));
    // The primary key finds rows from the other side.
    statements.addAll(target.further(id));
    return statements;
  }
}
