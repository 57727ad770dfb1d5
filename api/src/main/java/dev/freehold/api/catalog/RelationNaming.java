package dev.freehold.api.catalog;

import dev.freehold.api.catalog.Problem.Code;
import dev.freehold.api.catalog.TableSettings.RelationName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names the relations of one table, no two alike and none like a column. Where two want a name, the
 * one of the lower rank keeps it, or none; so that a name never depends on an order that nobody
 * sees.
 */
final class RelationNaming {
  private static final Comparator<Relation> ORDER = Comparator.comparing(Relation::field);

  private final TableDraft table;
  private final Problems problems;
  private final Set<String> taken;
  private final List<Relation> named = new ArrayList<>();

  private RelationNaming(TableDraft table, Problems problems) {
    this.table = table;
    this.problems = problems;
    this.taken = new HashSet<>(table.taken());
  }

  static List<Relation> name(TableDraft table, List<RelationDraft> drafts, Problems problems) {
    RelationNaming naming = new RelationNaming(table, problems);
    List<RelationDraft> open = naming.chosen(drafts);
    for (int choice = 0; !open.isEmpty(); choice++) {
      open = naming.round(open, choice);
    }
    return naming.named.stream().sorted(ORDER).toList();
  }

  /** Those that an administrator named, first of all. */
  private List<RelationDraft> chosen(List<RelationDraft> drafts) {
    List<RelationDraft> open = new ArrayList<>();
    for (RelationDraft draft : drafts) {
      Optional<String> field = table.settings().relation(draft.constraint(), draft.side());
      if (field.isPresent() && Words.isGraphQlName(field.get()) && taken.add(field.get())) {
        named.add(draft.named(field.get()));
        continue;
      }
      field.ifPresent(
          name -> invalid(draft.constraint(), "The relation cannot be called \"" + name + '"'));
      open.add(draft);
    }
    for (RelationName name : table.settings().relations()) {
      if (drafts.stream().noneMatch(draft -> draft.has(name))) {
        invalid(name.constraint(), "There is no such relation on this side");
      }
    }
    return open;
  }

  private void invalid(String constraint, String message) {
    problems.add(
        Code.INVALID_SETTING,
        table.id() + "." + constraint,
        message,
        "Give it another name, or none, with tableSettingsUpdate");
  }

  private List<RelationDraft> round(List<RelationDraft> drafts, int choice) {
    Map<String, List<RelationDraft>> wishes =
        drafts.stream()
            .filter(draft -> choice < draft.candidates().size())
            .collect(
                Collectors.groupingBy(
                    draft -> draft.candidates().get(choice),
                    LinkedHashMap::new,
                    Collectors.toList()));
    drafts.stream().filter(draft -> choice >= draft.candidates().size()).forEach(this::leftOut);
    List<RelationDraft> open = new ArrayList<>();
    Set<String> given = new HashSet<>();
    wishes.forEach((field, wanting) -> {
      int lowest = wanting.stream().mapToInt(RelationDraft::rank).min().orElseThrow();
      List<RelationDraft> first = wanting.stream().filter(draft -> draft.rank() == lowest).toList();
      boolean free = first.size() == 1 && !taken.contains(field);
      if (free) {
        named.add(first.getFirst().named(field));
        given.add(field);
      }
      wanting.stream().filter(draft -> !free || !draft.equals(first.getFirst())).forEach(open::add);
    });
    taken.addAll(given);
    return open;
  }

  private void leftOut(RelationDraft draft) {
    problems.add(
        Code.NAME_CLASH,
        table.id() + "." + draft.constraint(),
        "%s and whatever else the relation to %s could be called is taken: it is left out"
            .formatted(draft.candidates().getFirst(), draft.target().id()),
        "Give it a name with tableSettingsUpdate");
  }
}
