package dev.freehold.api.graphql;

import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Measures a document without the schema, before validation, whose work a hostile document could
 * blow up. Each fragment is measured once, so the work grows with the text and not with what the
 * fragments expand to.
 */
final class DocumentSize {
  private static final Set<String> SCHEMA_LISTS =
      Set.of("fields", "inputFields", "interfaces", "possibleTypes");
  private static final Set<String> SCHEMA_ROOTS = Set.of("__schema", "__type");

  /** Beyond any limit, and small enough for sums of it never to overflow. */
  private static final long CAP = 1L << 40;

  private final Map<String, FragmentDefinition> fragments;
  private final Map<String, Size> measured = new HashMap<>();

  private DocumentSize(Document document) {
    fragments =
        document.getDefinitionsOfType(FragmentDefinition.class).stream()
            .collect(
                Collectors.toMap(
                    FragmentDefinition::getName, Function.identity(), (first, again) -> first));
  }

  /**
   * What a selection set holds with its fragments written out.
   *
   * @param roots fields on its own level
   * @param lists fields inside each other that are lists of schema parts when they stand below
   *     {@code __schema} or {@code __type}
   * @param schemaLists those that do
   */
  private record Size(
      int depth,
      long fields,
      long roots,
      long aliases,
      long directives,
      int lists,
      int schemaLists) {
    static final Size NONE = new Size(0, 0, 0, 0, 0, 0, 0);

    Size plus(Size other) {
      return new Size(
          Math.max(depth, other.depth),
          Math.min(CAP, fields + other.fields),
          Math.min(CAP, roots + other.roots),
          Math.min(CAP, aliases + other.aliases),
          Math.min(CAP, directives + other.directives),
          Math.max(lists, other.lists),
          Math.max(schemaLists, other.schemaLists));
    }

    Size withDirectives(DirectivesContainer<?> node) {
      return new Size(
          depth,
          fields,
          roots,
          aliases,
          directives + node.getDirectives().size(),
          lists,
          schemaLists);
    }
  }

  /**
   * Checks every operation of the document.
   *
   * @throws dev.freehold.api.platform.FreeholdException naming the first limit that is exceeded
   */
  static void check(Document document, Limits limits) {
    DocumentSize measure = new DocumentSize(document);
    for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
      Size size = measure.of(operation.getSelectionSet()).withDirectives(operation);
      Limit.FIELDS.check(size.fields(), limits.fields());
      Limit.ROOT_FIELDS.check(size.roots(), limits.rootFields());
      Limit.ALIASES.check(size.aliases(), limits.aliases());
      Limit.DIRECTIVES.check(size.directives(), limits.directives());
      Limit.DEPTH.check(size.depth(), limits.depth());
      Limit.INTROSPECTION_DEPTH.check(size.schemaLists(), limits.introspectionDepth());
    }
  }

  private Size of(SelectionSet selections) {
    Size sum = Size.NONE;
    if (selections != null) {
      for (Selection<?> selection : selections.getSelections()) {
        sum = sum.plus(of(selection));
      }
    }
    return sum;
  }

  private Size of(Selection<?> selection) {
    return switch (selection) {
      case Field field -> ofField(field);
      case InlineFragment inline -> of(inline.getSelectionSet()).withDirectives(inline);
      case FragmentSpread spread -> ofFragment(spread.getName()).withDirectives(spread);
      default -> Size.NONE;
    };
  }

  private Size ofField(Field field) {
    Size below = of(field.getSelectionSet());
    String name = field.getName();
    int lists = below.lists() + (SCHEMA_LISTS.contains(name) ? 1 : 0);
    boolean schema = SCHEMA_ROOTS.contains(name);
    return new Size(
            schema ? 1 : below.depth() + 1,
            below.fields() + 1,
            1,
            below.aliases() + (field.getAlias() == null ? 0 : 1),
            below.directives(),
            lists,
            schema ? lists : below.schemaLists())
        .withDirectives(field);
  }

  private Size ofFragment(String name) {
    Size known = measured.get(name);
    if (known != null) {
      return known;
    }
    FragmentDefinition fragment = fragments.get(name);
    if (fragment == null) {
      return Size.NONE;
    }
    // A fragment that reaches itself counts nothing there; validation refuses it afterwards.
    measured.put(name, Size.NONE);
    Size size = of(fragment.getSelectionSet()).withDirectives(fragment);
    measured.put(name, size);
    return size;
  }
}
