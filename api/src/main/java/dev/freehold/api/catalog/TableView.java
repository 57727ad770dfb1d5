package dev.freehold.api.catalog;

import dev.freehold.api.catalog.TableSettings.Side;
import java.util.List;

/** A table as GraphQL shows it to administrators. */
record TableView(
    String schema,
    String name,
    String kind,
    boolean exposed,
    String description,
    String type,
    String one,
    String list,
    String plural,
    List<ColumnView> columns,
    List<KeyView> keys,
    List<RelationView> relations,
    String softDelete) {

  record Page(int count, List<TableView> items) {}

  record ColumnView(
      String name,
      String field,
      String type,
      String sqlType,
      boolean array,
      boolean nullable,
      boolean hasDefault,
      String generation,
      String description,
      List<String> values) {
    private static ColumnView of(Column column) {
      ColumnType type = column.type();
      return new ColumnView(
          column.name(),
          column.field(),
          type.graphQlName(),
          type.sqlType(),
          type.array(),
          column.nullable(),
          column.hasDefault(),
          column.generation().name(),
          column.description(),
          type.enumType() == null
              ? null
              : type.enumType().values().stream().map(EnumType.Value::name).toList());
    }
  }

  record KeyView(String name, boolean primary, List<String> columns) {
    private static KeyView of(Key key) {
      return new KeyView(
          key.name(), key.primary(), key.columns().stream().map(Column::name).toList());
    }
  }

  record RelationView(
      String field,
      String targetSchema,
      String targetName,
      boolean toMany,
      boolean nullable,
      boolean indexed,
      String constraint,
      Side side,
      String throughSchema,
      String throughName) {
    private static RelationView of(Relation relation) {
      TableId through = relation.through() == null ? null : relation.through().table();
      return new RelationView(
          relation.field(),
          relation.target().schema(),
          relation.target().name(),
          relation.toMany(),
          relation.nullable(),
          relation.indexed(),
          relation.constraint(),
          side(relation),
          through == null ? null : through.schema(),
          through == null ? null : through.name());
    }

    private static Side side(Relation relation) {
      if (relation.through() != null) {
        return Side.THROUGH;
      }
      return relation.referencing() ? Side.REFERENCING : Side.REFERENCED;
    }
  }

  static TableView of(Table table) {
    return new TableView(
        table.id().schema(),
        table.id().name(),
        table.kind().name(),
        true,
        table.description(),
        table.names().type(),
        table.names().one(),
        table.names().list(),
        table.names().plural(),
        table.columns().stream().map(ColumnView::of).toList(),
        table.keys().stream().map(KeyView::of).toList(),
        table.relations().stream().map(RelationView::of).toList(),
        table.softDelete() == null ? null : table.softDelete().column().name());
  }

  /** One that is left out, or not exposed. */
  static TableView hidden(RawCatalog.TableRow row) {
    return new TableView(
        row.id().schema(),
        row.id().name(),
        Table.Kind.of(row.kind()).name(),
        false,
        row.comment(),
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        null);
  }
}
