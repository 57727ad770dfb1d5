package dev.freehold.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.Key;
import dev.freehold.api.catalog.Link;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Scalar;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.catalog.TableNames;
import dev.freehold.api.operation.FieldRegistry;
import dev.freehold.api.operation.FieldSource;
import graphql.schema.GraphQLSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SchemaAssemblyTest {
  record Incomplete(String text) {}

  @Test
  void namesAFieldThatNothingAnswers() {
    assertThatThrownBy(() -> assemble(fields -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Query.echo has neither fetcher nor property")
        .hasMessageContaining("Mutation.add has neither fetcher nor property");
  }

  @Test
  void namesAPropertyThatTheRecordLacks() {
    assertThatThrownBy(() -> assemble(fields -> fields.type("Echo", Incomplete.class)))
        .hasMessageContaining("Echo.virtual has neither fetcher nor property");
  }

  @Test
  void namesAFieldOfATypeThatNobodyDescribed() {
    assertThatThrownBy(() -> assemble(fields -> {}))
        .hasMessageContaining("Node.child has neither fetcher nor property");
  }

  @Test
  void namesAFetcherWhoseFieldDoesNotExist() {
    assertThatThrownBy(() -> assemble(fields -> fields.query("nothing", call -> null)))
        .hasMessageContaining("Query.nothing has a fetcher but no definition");
  }

  @Test
  void namesAFieldThatIsRegisteredTwice() {
    assertThatThrownBy(() ->
            assemble(fields -> {
              fields.query("echo", call -> null);
              fields.query("echo", call -> null);
            }))
        .hasMessage("GraphQL field Query.echo is registered twice");
  }

  @Test
  void namesASchemaThatIsNotThere() {
    assertThatThrownBy(() -> SchemaAssembly.of(List.of(source("schema/no.graphqls", f -> {}))))
        .hasMessageContaining("schema/no.graphqls");
  }

  @Test
  void joinsWhatFits() {
    assertThat(
            SchemaAssembly.of(List.of(new Probe()))
                .with(Catalog.empty())
                .getMutationType()
                .getFieldDefinitions())
        .hasSize(3);
  }

  @Test
  void followsRelationsFromTableToTableHoweverMany() throws Exception {
    SchemaAssembly assembly =
        SchemaAssembly.of(List.of(new Probe(), source("schema/tables.graphqls", fields -> {})));
    // Loading classes takes stack too.
    assertThat(assembly.with(chain(2)).getType("Part1")).isNotNull();

    FutureTask<GraphQLSchema> many = new FutureTask<>(() -> assembly.with(chain(400)));
    // As deep for this stack as thousands of tables are for the usual one.
    new Thread(null, many, "small", 128 << 10).start();

    assertThat(many.get().getType("Part399")).isNotNull();
  }

  private static Catalog chain(int length) {
    List<Table> tables = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      tables.add(chained(i, i < length - 1));
    }
    return new Catalog(1, tables, List.of(), List.of());
  }

  /** A view whose rows refer to those of the next one. */
  private static Table chained(int number, boolean next) {
    Column id = Column.of("id", "id", ColumnType.of(Scalar.ID, "integer"));
    Column nextId = Column.of("next_id", "nextId", ColumnType.of(Scalar.ID, "integer"));
    Relation relation =
        new Relation(
            "next",
            new TableId("public", "part" + (number + 1)),
            false,
            List.of(new Link(nextId, id)),
            null,
            true,
            true,
            "next",
            true,
            false);
    return new Table(
        new TableId("public", "part" + number),
        Table.Kind.VIEW,
        TableNames.of("part" + number, "parts" + number),
        null,
        List.of(id, nextId),
        List.of(new Key("key", true, List.of(id))),
        next ? List.of(relation) : List.of(),
        null);
  }

  private static void assemble(Consumer<FieldRegistry> register) {
    SchemaAssembly.of(List.of(source("schema/probe.graphqls", register)));
  }

  private static FieldSource source(String schema, Consumer<FieldRegistry> register) {
    return new FieldSource() {
      @Override
      public String schema() {
        return schema;
      }

      @Override
      public void register(FieldRegistry fields) {
        register.accept(fields);
      }
    };
  }
}
