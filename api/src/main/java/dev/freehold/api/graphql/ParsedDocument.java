package dev.freehold.api.graphql;

import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.OperationDefinition;
import java.util.List;
import java.util.Optional;

/** A query text as it was found good or refused, with what is worth knowing of it only once. */
record ParsedDocument(
    PreparsedDocumentEntry entry, List<OperationDefinition> operations, KnownCosts costs) {

  static ParsedDocument of(PreparsedDocumentEntry entry) {
    return new ParsedDocument(
        entry,
        entry.getDocument() == null
            ? List.of()
            : entry.getDocument().getDefinitionsOfType(OperationDefinition.class),
        new KnownCosts());
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
