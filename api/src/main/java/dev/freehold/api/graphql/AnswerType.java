package dev.freehold.api.graphql;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import java.util.List;
import java.util.Optional;
import dev.freehold.api.platform.ErrorCode;

/** The two media types of GraphQL over HTTP; they differ in what the status says. */
enum AnswerType {
  /** Status 200 for every answer to a well-formed request, errors or not. */
  JSON,

  /** Status 200 only when the operation was executed. */
  GRAPHQL_RESPONSE;

  private static final MediaType JSON_UTF_8 = MediaType.of("application/json; charset=utf-8");
  private static final MediaType GRAPHQL_RESPONSE_UTF_8 =
      MediaType.of("application/graphql-response+json; charset=utf-8");

  MediaType mediaType() {
    return this == JSON ? JSON_UTF_8 : GRAPHQL_RESPONSE_UTF_8;
  }

  /** What the client likes best; empty when it takes neither. No {@code Accept} means JSON. */
  static Optional<AnswerType> wantedBy(HttpRequest<?> request) {
    List<String> accept = request.getHeaders().getAll(HttpHeaders.ACCEPT);
    if (accept.isEmpty()) {
      return Optional.of(JSON);
    }
    if (accept.size() == 1) {
      // What most clients send needs no ordering.
      Optional<AnswerType> only = matching(accept.getFirst());
      if (only.isPresent()) {
        return only;
      }
    }
    try {
      return MediaType.orderedOf(accept).stream()
          .filter(type -> type.getQualityAsNumber().signum() > 0)
          .flatMap(type -> matching(type.getName()).stream())
          .findFirst();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  HttpStatus status(OperationAnswer answer) {
    if (this == JSON || answer.executed()) {
      return HttpStatus.OK;
    }
    boolean ours = answer.errors().stream().anyMatch(error -> error.code() == ErrorCode.INTERNAL);
    return ours ? HttpStatus.INTERNAL_SERVER_ERROR : HttpStatus.BAD_REQUEST;
  }

  private static Optional<AnswerType> matching(String name) {
    return switch (name) {
      case "application/graphql-response+json" -> Optional.of(GRAPHQL_RESPONSE);
      case "application/json", "application/*", "*/*" -> Optional.of(JSON);
      default -> Optional.empty();
    };
  }
}
