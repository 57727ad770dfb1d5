package dev.freehold.api.graphql.tables;

import static dev.freehold.api.graphql.tables.TableDefinitions.input;
import static dev.freehold.api.graphql.tables.TableDefinitions.list;
import static dev.freehold.api.graphql.tables.TableDefinitions.named;
import static dev.freehold.api.graphql.tables.TableDefinitions.required;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.data.Aggregate;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.function.Function;

/** Writes a table's type of aggregates: a field for each column, typed by what the column holds. */
final class AggregateDefinitions {
  private final TypeDefinitionRegistry types;
  private final Function<ColumnType, Type<?>> type;

  AggregateDefinitions(TypeDefinitionRegistry types, Function<ColumnType, Type<?>> type) {
    this.types = types;
    this.type = type;
  }

  void add(Table table) {
    ObjectTypeDefinition.Builder all =
        ObjectTypeDefinition.newObjectTypeDefinition().name(table.names().type() + "Aggregates");
    for (Column column : table.columns()) {
      all.fieldDefinition(
          new FieldDefinition(column.field(), required(named(typeOf(column.type())))));
    }
    types.add(all.build());
  }

  /** One type for all columns that hold the same. */
  private String typeOf(ColumnType cells) {
    String name = Aggregate.typeName(cells);
    if (!types.hasType(new TypeName(name))) {
      ObjectTypeDefinition.Builder definition =
          ObjectTypeDefinition.newObjectTypeDefinition().name(name);
      for (Aggregate aggregate : Aggregate.of(cells)) {
        definition.fieldDefinition(field(aggregate, aggregate.result(cells).orElseThrow()));
      }
      types.add(definition.build());
    }
    return name;
  }

  private FieldDefinition field(Aggregate aggregate, ColumnType result) {
    FieldDefinition.Builder field = FieldDefinition.newFieldDefinition().name(aggregate.field());
    return switch (aggregate) {
      case COUNT, COUNT_DISTINCT -> field.type(required(named("Int"))).build();
      case DISTINCT ->
          field
              .type(required(list(named(result.graphQlName()))))
              .inputValueDefinition(input("first", named("Int")))
              .build();
      default -> field.type(type.apply(result)).build();
    };
  }
}
