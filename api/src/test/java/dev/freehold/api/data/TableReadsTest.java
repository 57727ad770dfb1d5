package dev.freehold.api.data;

import static dev.freehold.api.permission.TestRoles.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.access.Caller;
import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.permission.Action;
import dev.freehold.api.permission.GrantedFields;
import dev.freehold.api.permission.RoleSet;
import dev.freehold.api.permission.TestRoles;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What permissions come to is kept, and nobody is served what another's came to. */
class TableReadsTest {
  private static final UUID EDITOR = UUID.randomUUID();
  private static final UUID READER = UUID.randomUUID();
  private static final Catalog CATALOG = Notes.catalog(1, Notes.TEXT);

  private final TableReads reads = new TableReads(new WriteGrants(), _ -> List.of());

  private static RoleSet roles(RoleSet.Key key, GrantedFields fields, Map<String, Object> rule) {
    return new TestRoles()
        .role()
        .allow("notes", Action.READ, fields, rule, null, Map.of())
        .allow("notes", Action.UPDATE, fields, rule, null, Map.of())
        .set(key);
  }

  private static RoleSet.Key key(Set<UUID> ids, boolean user, long version) {
    return new RoleSet.Key(ids, user, version);
  }

  static Stream<List<RoleSet.Key>> othersInOneThing() {
    RoleSet.Key editor = key(Set.of(EDITOR), true, 1);
    return Stream.of(
        List.of(editor, key(Set.of(READER), true, 1)),
        List.of(editor, key(Set.of(EDITOR, READER), true, 1)),
        List.of(editor, key(Set.of(EDITOR), false, 1)),
        List.of(editor, key(Set.of(EDITOR), true, 2)));
  }

  @ParameterizedTest
  @MethodSource("othersInOneThing")
  void keepsSetsOfRolesApart(List<RoleSet.Key> keys) {
    RoleSet all = roles(keys.getFirst(), GrantedFields.ALL, null);
    RoleSet some = roles(keys.getLast(), only(Set.of("id")), Map.of("text", Map.of("equals", "x")));
    for (int asked = 0; asked < 2; asked++) {
      assertThat(rows(CATALOG, all)).isEqualTo(Filter.Always.TRUE);
      assertThat(there(CATALOG, all)).isEqualTo("READ UPDATE");
      assertThat(rows(CATALOG, some)).isInstanceOf(Filter.Compare.class);
      assertThat(there(CATALOG, some)).isEmpty();
    }
  }

  @Test
  void keepsStatesOfTheCatalogApart() {
    RoleSet roles =
        roles(
            key(Set.of(EDITOR), true, 1), GrantedFields.ALL, Map.of("text", Map.of("equals", "x")));
    Catalog later = Notes.catalog(2);
    for (int asked = 0; asked < 2; asked++) {
      assertThat(rows(CATALOG, roles)).isInstanceOf(Filter.Compare.class);
      assertThat(there(CATALOG, roles)).isEqualTo("READ UPDATE");
      // The rule fits no more.
      assertThat(rows(later, roles)).isEqualTo(Filter.Always.FALSE);
      assertThat(there(later, roles)).isEmpty();
    }
  }

  @Test
  void asksTheRulesForEachCallerWhoHasTheSameRoles() {
    RoleSet roles =
        roles(
            key(Set.of(EDITOR), true, 1),
            GrantedFields.ALL,
            Map.of("text", Map.of("equals", "__loggedInUserEmail")));
    for (int asked = 0; asked < 2; asked++) {
      assertThat(rows(CATALOG, roles, user("ada@example.com"))).isInstanceOf(Filter.Compare.class);
      assertThat(rows(CATALOG, roles, user(null))).isEqualTo(Filter.Always.FALSE);
    }
  }

  private static CallerValues user(String email) {
    UUID id = UUID.randomUUID();
    return CallerValues.of(new Caller.User(id, id, "https://issuer", "subject", email, Set.of()));
  }

  private Filter rows(Catalog catalog, RoleSet roles) {
    return rows(catalog, roles, CallerValues.anybody());
  }

  private Filter rows(Catalog catalog, RoleSet roles, CallerValues caller) {
    return reads.of(catalog, roles, caller).read(Notes.table(catalog)).rows();
  }

  /** What can be done with the text. */
  private String there(Catalog catalog, RoleSet roles) {
    TableFields fields = reads.fields(catalog, roles);
    return String.join(
        " ",
        Stream.of(Action.READ, Action.UPDATE)
            .filter(action -> fields.there(Notes.table(catalog), action, "text"))
            .map(Action::name)
            .toList());
  }
}
