package dev.freehold.api.data;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.Key;
import dev.freehold.api.catalog.Scalar;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.catalog.TableNames;
import java.util.ArrayList;
import java.util.List;

/** A catalog of one table, whose columns come and go. */
final class Notes {
  static final Column TEXT = Column.of("text", "text", ColumnType.of(Scalar.STRING, "text"));
  private static final Column ID = Column.of("id", "id", ColumnType.of(Scalar.ID, "integer"));

  private Notes() {}

  static Catalog catalog(long version, Column... more) {
    List<Column> columns = new ArrayList<>(List.of(ID));
    columns.addAll(List.of(more));
    return new Catalog(
        version,
        List.of(
            new Table(
                new TableId("public", "notes"),
                Table.Kind.TABLE,
                TableNames.of("note", "notes"),
                null,
                columns,
                List.of(new Key("key", true, List.of(ID))),
                List.of(),
                null)),
        List.of(),
        List.of());
  }

  static Table table(Catalog catalog) {
    return catalog.tables().getFirst();
  }
}
