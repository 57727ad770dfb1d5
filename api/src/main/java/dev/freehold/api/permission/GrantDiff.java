package dev.freehold.api.permission;

import dev.freehold.api.permission.PermissionChange.Effect;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Says in words what becomes of a permission. */
final class GrantDiff {
  private final String who;
  private final Grant grant;
  private final List<PermissionChange> changes = new ArrayList<>();

  private GrantDiff(String who, Grant grant) {
    this.who = who;
    this.grant = grant;
  }

  /**
   * The differences, none when there are none.
   *
   * @param who the role and its holders, like {@code Editor (3 users)}
   * @param before null when it was denied
   * @param after null when it will be denied
   */
  static List<PermissionChange> between(String who, @Nullable Grant before, @Nullable Grant after) {
    if (before == null && after == null) {
      return List.of();
    }
    GrantDiff diff = new GrantDiff(who, after == null ? before : after);
    if (before == null) {
      diff.add(Effect.GAINS, diff.whole(after));
    } else if (after == null) {
      diff.add(Effect.LOSES, diff.whole(before));
    } else {
      diff.compare(before, after);
    }
    return diff.changes;
  }

  private void compare(Grant before, Grant after) {
    fields(before.fields(), after.fields());
    rule(before.rule(), after.rule());
    replaced("check of written rows", before.check(), after.check());
    replaced("presets", empty(before.presets()), empty(after.presets()));
    bound("rows of a list", before.limits().rows(), after.limits().rows());
    bound("levels of relations", before.limits().depth(), after.limits().depth());
    if (before.limits().aggregates() != after.limits().aggregates()) {
      Effect effect = after.limits().aggregates() ? Effect.GAINS : Effect.LOSES;
      add(effect, "counts and aggregates of " + grant.table());
    }
  }

  private void fields(GrantedFields before, GrantedFields after) {
    if (before.equals(after)) {
      return;
    }
    switch (before) {
      case GrantedFields.All _ -> add(Effect.LOSES, what() + ": all fields but " + list(after));
      case GrantedFields.Only old -> {
        switch (after) {
          case GrantedFields.All _ ->
              add(Effect.GAINS, what() + ": all fields, not only " + list(before));
          case GrantedFields.Only now -> {
            named(Effect.GAINS, less(now.columns(), old.columns()), "columns");
            named(Effect.GAINS, less(now.relations(), old.relations()), "relations");
            named(Effect.LOSES, less(old.columns(), now.columns()), "columns");
            named(Effect.LOSES, less(old.relations(), now.relations()), "relations");
          }
        }
      }
    }
  }

  private void named(Effect effect, Set<String> names, String kind) {
    if (!names.isEmpty()) {
      add(effect, what() + ": " + kind + " " + sorted(names));
    }
  }

  private void rule(@Nullable Map<String, Object> before, @Nullable Map<String, Object> after) {
    if (Objects.equals(before, after)) {
      return;
    }
    if (after == null) {
      add(Effect.GAINS, what() + ": all rows, not only those where " + Json.write(before));
    } else if (before == null) {
      add(Effect.LOSES, what() + ": all rows but those where " + Json.write(after));
    } else {
      add(
          Effect.CHANGES,
          what() + ": rows where " + Json.write(after) + ", no longer where " + Json.write(before));
    }
  }

  private void replaced(
      String name, @Nullable Map<String, Object> before, @Nullable Map<String, Object> after) {
    if (!Objects.equals(before, after)) {
      add(
          Effect.CHANGES,
          what()
              + ": "
              + name
              + " "
              + (after == null ? "none" : Json.write(after))
              + ", before "
              + (before == null ? "none" : Json.write(before)));
    }
  }

  private void bound(String name, @Nullable Integer before, @Nullable Integer after) {
    if (!Objects.equals(before, after)) {
      boolean more = after == null || (before != null && after > before);
      add(
          more ? Effect.GAINS : Effect.LOSES,
          what() + ": at most " + bound(after) + " " + name + ", before " + bound(before));
    }
  }

  private static String bound(@Nullable Integer number) {
    return number == null ? "the usual" : number.toString();
  }

  private String what() {
    return grant.action().text() + " " + grant.table();
  }

  private String whole(Grant one) {
    StringBuilder text = new StringBuilder(what());
    if (one.action() != Action.DELETE) {
      text.append(": ").append(list(one.fields()));
    }
    if (one.action() != Action.CREATE) {
      text.append(one.rule() == null ? ", all rows" : ", rows where " + Json.write(one.rule()));
    }
    if (one.check() != null) {
      text.append(", written rows must satisfy ").append(Json.write(one.check()));
    }
    if (!one.presets().isEmpty()) {
      text.append(", presets ").append(Json.write(one.presets()));
    }
    if (one.limits().rows() != null) {
      text.append(", at most ").append(one.limits().rows()).append(" rows of a list");
    }
    if (one.limits().depth() != null) {
      text.append(", at most ").append(one.limits().depth()).append(" levels of relations");
    }
    return one.limits().aggregates()
        ? text.toString()
        : text.append(", no counts and aggregates").toString();
  }

  private static String list(GrantedFields fields) {
    return switch (fields) {
      case GrantedFields.All _ -> "all fields";
      case GrantedFields.Only only -> {
        String columns = only.columns().isEmpty() ? "no columns" : sorted(only.columns());
        yield only.relations().isEmpty()
            ? columns
            : columns + " and relations " + sorted(only.relations());
      }
    };
  }

  private void add(Effect effect, String text) {
    String verb =
        switch (effect) {
          case GAINS -> " gains: ";
          case LOSES -> " loses: ";
          case CHANGES -> " has changed: ";
        };
    changes.add(
        new PermissionChange(
            grant.roleName(),
            grant.table().toString(),
            grant.action().name(),
            effect,
            who + verb + text));
  }

  private static Set<String> less(Set<String> all, Set<String> without) {
    Set<String> rest = new HashSet<>(all);
    rest.removeAll(without);
    return rest;
  }

  private static String sorted(Set<String> names) {
    return names.stream().sorted().collect(Collectors.joining(", "));
  }

  private static @Nullable Map<String, Object> empty(Map<String, Object> presets) {
    return presets.isEmpty() ? null : presets;
  }
}
