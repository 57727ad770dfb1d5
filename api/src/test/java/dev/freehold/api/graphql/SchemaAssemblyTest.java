package dev.freehold.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.operation.FieldRegistry;
import dev.freehold.api.operation.FieldSource;
import java.util.List;
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
    assertThatThrownBy(() ->
            SchemaAssembly.assemble(
                List.of(source("schema/no.graphqls", f -> {})), Catalog.empty()))
        .hasMessageContaining("schema/no.graphqls");
  }

  @Test
  void joinsWhatFits() {
    assertThat(
            SchemaAssembly.assemble(List.of(new Probe()), Catalog.empty())
                .getMutationType()
                .getFieldDefinitions())
        .hasSize(3);
  }

  private static void assemble(Consumer<FieldRegistry> register) {
    SchemaAssembly.assemble(List.of(source("schema/probe.graphqls", register)), Catalog.empty());
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
