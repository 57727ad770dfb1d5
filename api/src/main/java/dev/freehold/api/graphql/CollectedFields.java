package dev.freehold.api.graphql;

import graphql.execution.CoercedVariables;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.VariableReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the fields of selection sets by their keys, in order (GraphQL's specification, section
 * 6.3.2). Every type here is an object type, so a fragment that validation let through applies.
 */
record CollectedFields(Map<String, FragmentDefinition> fragments, CoercedVariables variables) {
  Map<String, List<Field>> of(List<SelectionSet> sets) {
    Map<String, List<Field>> fields = new LinkedHashMap<>();
    sets.forEach(set -> collect(set, fields));
    return fields;
  }

  private void collect(SelectionSet set, Map<String, List<Field>> fields) {
    for (Selection<?> selection : set.getSelections()) {
      if (!included((DirectivesContainer<?>) selection)) {
        continue;
      }
      switch (selection) {
        case Field field ->
            fields.computeIfAbsent(field.getResultKey(), _ -> new ArrayList<>()).add(field);
        case InlineFragment fragment -> collect(fragment.getSelectionSet(), fields);
        case FragmentSpread spread ->
            collect(fragments.get(spread.getName()).getSelectionSet(), fields);
        default -> throw new IllegalStateException("GraphQL has no such selection");
      }
    }
  }

  private boolean included(DirectivesContainer<?> selection) {
    return !holds(selection, "skip", false) && holds(selection, "include", true);
  }

  private boolean holds(DirectivesContainer<?> selection, String name, boolean otherwise) {
    List<Directive> directives = selection.getDirectives(name);
    if (directives.isEmpty()) {
      return otherwise;
    }
    return switch (directives.getFirst().getArgument("if").getValue()) {
      case BooleanValue constant -> constant.isValue();
      case VariableReference variable -> Boolean.TRUE.equals(variables.get(variable.getName()));
      default -> throw new IllegalStateException("Validation let no Boolean through");
    };
  }
}
