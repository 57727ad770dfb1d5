package dev.freehold.api.graphql;

import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.List;
import java.util.Map;

/**
 * Looks into the document for what a field's selection names. graphql-java's own answer normalizes
 * the whole operation first, which costs more than reading one row. A field behind {@code @skip} or
 * {@code @include} counts as selected.
 */
record SelectedFields(Map<String, FragmentDefinition> fragments) {

  /**
   * Whether one of the fields selects the path, for instance {@code items/roles}; aliases do not
   * matter.
   */
  boolean contains(List<Field> fields, String path) {
    int slash = path.indexOf('/');
    String name = slash < 0 ? path : path.substring(0, slash);
    String rest = slash < 0 ? null : path.substring(slash + 1);
    return fields.stream().anyMatch(field -> in(field.getSelectionSet(), name, rest));
  }

  private boolean in(SelectionSet set, String name, String rest) {
    return set != null
        && set.getSelections().stream().anyMatch(selection -> in(selection, name, rest));
  }

  private boolean in(Selection<?> selection, String name, String rest) {
    return switch (selection) {
      case Field field ->
          field.getName().equals(name) && (rest == null || contains(List.of(field), rest));
      case InlineFragment fragment -> in(fragment.getSelectionSet(), name, rest);
      case FragmentSpread spread ->
          in(fragments.get(spread.getName()).getSelectionSet(), name, rest);
      default -> false;
    };
  }
}
