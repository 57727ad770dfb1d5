package dev.freehold.api.graphql;

import java.util.List;

/** A document that is not valid for the caller. */
final class RefusedDocument extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<CodedError> errors;

  RefusedDocument(List<CodedError> errors) {
    super("The document is not valid", null, false, false);
    this.errors = errors;
  }

  /** What clients see of a failure. */
  static List<CodedError> errors(Throwable failure, String requestId) {
    return failure instanceof RefusedDocument refused
        ? refused.errors
        : List.of(ErrorTranslator.failure(failure, requestId));
  }
}
