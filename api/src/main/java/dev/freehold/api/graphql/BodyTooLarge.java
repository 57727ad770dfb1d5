package dev.freehold.api.graphql;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.server.exceptions.ContentLengthExceededHandler;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Answers a body that the server stopped reading, with the code and the setting of the limit. */
@Singleton
@Replaces(ContentLengthExceededHandler.class)
final class BodyTooLarge
    implements ExceptionHandler<ContentLengthExceededException, HttpResponse<byte[]>> {
  private final Limits limits;

  BodyTooLarge(Limits limits) {
    this.limits = limits;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public HttpResponse<byte[]> handle(
      HttpRequest request, ContentLengthExceededException exception) {
    OperationAnswer answer =
        OperationAnswer.refused(CodedError.of(Limit.BODY_SIZE.exceeded(limits.bodySize())));
    return HttpResponse.<byte[]>status(HttpStatus.REQUEST_ENTITY_TOO_LARGE)
        .body(RequestReader.write(answer.toSpecification()))
        .contentType(AnswerType.JSON.mediaType());
  }
}
