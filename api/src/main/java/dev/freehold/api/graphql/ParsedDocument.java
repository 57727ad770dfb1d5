package dev.freehold.api.graphql;

import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A query text as it was found good or refused, with what is worth knowing of it only once.
 *
 * @param pinned the variables whose values decide what is planned, see {@link PinnedVariables}
 * @param identity tells it from all others; whoever keeps it does not keep the document
 */
record ParsedDocument(
    PreparsedDocumentEntry entry,
    List<OperationDefinition> operations,
    Map<String, FragmentDefinition> fragments,
    KnownCosts costs,
    Set<String> pinned,
    Object identity) {

  /** One without fields that find a row by their arguments. */
  static ParsedDocument of(PreparsedDocumentEntry entry) {
    return of(entry, _ -> false);
  }

  /**
   * A document.
   *
   * @param byKey whether a field of Query finds a row by its arguments
   */
  static ParsedDocument of(PreparsedDocumentEntry entry, Predicate<String> byKey) {
    Document document = entry.getDocument();
    return document == null || entry.hasErrors()
        ? new ParsedDocument(entry, List.of(), Map.of(), KnownCosts.none(), Set.of(), new Object())
        : new ParsedDocument(
            entry,
            document.getDefinitionsOfType(OperationDefinition.class),
            document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .collect(Collectors.toMap(FragmentDefinition::getName, Function.identity())),
            KnownCosts.of(document),
            PinnedVariables.of(document, byKey),
            new Object());
  }

  /** The operation of that name, or the only one; empty when there is none or a choice. */
  Optional<OperationDefinition> operation(String name) {
    return operation(operations, name);
  }

  static Optional<OperationDefinition> operation(List<OperationDefinition> all, String name) {
    List<OperationDefinition> meant =
        name == null || name.isEmpty()
            ? all
            : all.stream().filter(one -> name.equals(one.getName())).toList();
    return meant.size() == 1 ? Optional.of(meant.getFirst()) : Optional.empty();
  }
}
