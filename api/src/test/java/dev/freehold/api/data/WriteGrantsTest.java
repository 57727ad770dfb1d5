package dev.freehold.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.access.Caller;
import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.Key;
import dev.freehold.api.catalog.Scalar;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.catalog.TableNames;
import dev.freehold.api.permission.Action;
import dev.freehold.api.permission.GrantedFields;
import dev.freehold.api.permission.RoleSet;
import dev.freehold.api.permission.TestRoles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Permissions to write, as they are kept for a state of the catalog and a set of roles. */
class WriteGrantsTest {
  private static final Column ID = Column.of("id", "id", ColumnType.of(Scalar.ID, "integer"));
  private static final Column TEXT =
      Column.of("text", "text", ColumnType.of(Scalar.STRING, "text"));

  private final WriteGrants grants = new WriteGrants();
  private final RoleSet roles =
      new TestRoles()
          .role()
          .allow(
              "notes",
              Action.UPDATE,
              GrantedFields.ALL,
              Map.of("text", Map.of("equals", "x")),
              null,
              Map.of())
          .set();

  private static Catalog catalog(long version, Column... more) {
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

  private List<WriteGrant> find(Catalog catalog, Action action) {
    return grants
        .of(catalog, roles, CallerValues.of(new Caller.Guest()))
        .grants(catalog.tables().getFirst(), action);
  }

  @Test
  void readsARuleOnce() {
    Catalog catalog = catalog(1, TEXT);

    assertThat(find(catalog, Action.UPDATE).getFirst().rows())
        .isSameAs(find(catalog, Action.UPDATE).getFirst().rows());
    assertThat(find(catalog, Action.DELETE)).isEmpty();
  }

  @Test
  void readsItAgainWhenTheTablesHaveChanged() {
    assertThat(find(catalog(1), Action.UPDATE)).isEmpty();
    assertThat(find(catalog(2, TEXT), Action.UPDATE)).hasSize(1);
    assertThat(find(catalog(3), Action.UPDATE)).isEmpty();
  }
}
