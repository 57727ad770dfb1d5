package dev.freehold.api.graphql;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.InlineFragment;
import graphql.language.Node;
import graphql.language.ObjectField;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import graphql.language.VariableReference;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the variables of a document whose values decide what is planned: all but those that stand
 * only where values are compared with cells, in filters, in cursors and in keys.
 */
final class PinnedVariables {
  private static final Set<String> COMPARED = Set.of("filter", "after", "before");

  /** The predicate whose value is JSON: whatever stands in it is a part of one value. */
  private static final String JSON = "json_contains";

  private final Predicate<String> byKey;
  private final Set<String> pinned = new HashSet<>();

  private PinnedVariables(Predicate<String> byKey) {
    this.byKey = byKey;
  }

  /**
   * Their names.
   *
   * @param byKey whether a field of Query finds a row by its arguments
   */
  static Set<String> of(Document document, Predicate<String> byKey) {
    PinnedVariables found = new PinnedVariables(byKey);
    document
        .getDefinitions()
        .forEach(definition -> {
          if (definition instanceof OperationDefinition operation) {
            operation.getDirectives().forEach(found::pin);
            found.root(operation.getSelectionSet());
          } else {
            found.below(definition);
          }
        });
    return Set.copyOf(found.pinned);
  }

  private void root(SelectionSet set) {
    set.getSelections()
        .forEach(selection -> {
          switch (selection) {
            case InlineFragment fragment -> {
              fragment.getDirectives().forEach(this::pin);
              root(fragment.getSelectionSet());
            }
            case Field field when byKey.test(field.getName()) -> {
              field.getDirectives().forEach(this::pin);
              field.getArguments().forEach(this::key);
              if (field.getSelectionSet() != null) {
                below(field.getSelectionSet());
              }
            }
            default -> below(selection);
          }
        });
  }

  private void key(Argument argument) {
    if (!(argument.getValue() instanceof VariableReference)) {
      pin(argument);
    }
  }

  private void below(Node<?> node) {
    switch (node) {
      case Directive directive -> pin(directive);
      case Argument argument when COMPARED.contains(argument.getName()) ->
          compared(argument.getValue());
      case Argument argument -> pin(argument);
      default -> node.getChildren().forEach(this::below);
    }
  }

  /** In a list every value is a part of one. */
  private void compared(Node<?> value) {
    switch (value) {
      case ArrayValue list -> list.getValues().forEach(this::part);
      case ObjectField field when field.getName().equals(JSON) -> {
        if (!(field.getValue() instanceof VariableReference)) {
          pin(field);
        }
      }
      default -> value.getChildren().forEach(this::compared);
    }
  }

  private void part(Node<?> value) {
    if (value instanceof VariableReference) {
      pin(value);
    } else {
      compared(value);
    }
  }

  private void pin(Node<?> node) {
    if (node instanceof VariableReference variable) {
      pinned.add(variable.getName());
    }
    node.getChildren().forEach(this::pin);
  }
}
