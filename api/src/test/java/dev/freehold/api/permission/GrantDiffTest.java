package dev.freehold.api.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.catalog.TableId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GrantDiffTest {
  private static final TableId POSTS = new TableId("public", "posts");
  private static final Map<String, Object> OWN =
      Map.of("author", Map.of("equals", "__loggedInUserId"));
  private static final Map<String, Object> PUBLISHED = Map.of("published", Map.of("equals", true));
  private static final GrantedFields TITLE = new GrantedFields.Only(Set.of("title"), Set.of());

  private static Grant grant(
      Action action, GrantedFields fields, Map<String, Object> rule, Limits limits) {
    return new Grant(new UUID(0, 1), "Editor", POSTS, action, fields, rule, null, Map.of(), limits);
  }

  private static Grant read(GrantedFields fields, Map<String, Object> rule) {
    return grant(Action.READ, fields, rule, Limits.NONE);
  }

  private static List<String> texts(Grant before, Grant after) {
    return GrantDiff.between("Editor (2 users)", before, after).stream()
        .map(PermissionChange::text)
        .toList();
  }

  @Test
  void equalPermissionsDoNotDiffer() {
    assertThat(texts(read(TITLE, OWN), read(TITLE, OWN))).isEmpty();
    assertThat(texts(null, null)).isEmpty();
  }

  @Test
  void saysWhatIsNewAndWhatIsGone() {
    assertThat(texts(null, read(GrantedFields.ALL, null)))
        .containsExactly("Editor (2 users) gains: read public.posts: all fields, all rows");
    assertThat(texts(grant(Action.DELETE, GrantedFields.ALL, PUBLISHED, Limits.NONE), null))
        .containsExactly(
            "Editor (2 users) loses: delete public.posts, rows where"
                + " {\"published\":{\"equals\":true}}");
  }

  @Test
  void tellsGainsFromLosses() {
    GrantedFields more = new GrantedFields.Only(Set.of("body", "id"), Set.of("author"));
    List<PermissionChange> changes =
        GrantDiff.between("Editor (1 user)", read(TITLE, OWN), read(more, null));
    assertThat(changes)
        .extracting(PermissionChange::text)
        .containsExactly(
            "Editor (1 user) gains: read public.posts: columns body, id",
            "Editor (1 user) gains: read public.posts: relations author",
            "Editor (1 user) loses: read public.posts: columns title",
            "Editor (1 user) gains: read public.posts: all rows, not only those where"
                + " {\"author\":{\"equals\":\"__loggedInUserId\"}}");
  }

  @Test
  void anotherRuleIsNeitherMoreNorLess() {
    List<PermissionChange> changes =
        GrantDiff.between("Editor", read(TITLE, OWN), read(TITLE, PUBLISHED));
    assertThat(changes)
        .singleElement()
        .extracting(PermissionChange::effect)
        .isEqualTo(PermissionChange.Effect.CHANGES);
  }

  @Test
  void fewerFieldsAndTighterBoundsAreLosses() {
    List<PermissionChange> changes =
        GrantDiff.between(
            "Editor",
            read(GrantedFields.ALL, null),
            grant(Action.READ, TITLE, OWN, new Limits(10, 0, false)));
    assertThat(changes)
        .hasSize(5)
        .extracting(PermissionChange::effect)
        .containsOnly(PermissionChange.Effect.LOSES);
  }
}
