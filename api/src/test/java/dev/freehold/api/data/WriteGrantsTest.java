package dev.freehold.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.access.Caller;
import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.permission.Action;
import dev.freehold.api.permission.GrantedFields;
import dev.freehold.api.permission.RoleSet;
import dev.freehold.api.permission.TestRoles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Permissions to write, as they are kept for a state of the catalog and a set of roles. */
class WriteGrantsTest {
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

  private List<WriteGrant> find(Catalog catalog, Action action) {
    return grants
        .of(catalog, roles, CallerValues.of(new Caller.Guest()))
        .grants(Notes.table(catalog), action);
  }

  @Test
  void readsARuleOnce() {
    Catalog catalog = Notes.catalog(1, Notes.TEXT);

    assertThat(find(catalog, Action.UPDATE).getFirst().rows())
        .isSameAs(find(catalog, Action.UPDATE).getFirst().rows());
    assertThat(find(catalog, Action.DELETE)).isEmpty();
  }

  @Test
  void readsItAgainWhenTheTablesHaveChanged() {
    assertThat(find(Notes.catalog(1), Action.UPDATE)).isEmpty();
    assertThat(find(Notes.catalog(2, Notes.TEXT), Action.UPDATE)).hasSize(1);
    assertThat(find(Notes.catalog(3), Action.UPDATE)).isEmpty();
  }
}
