package dev.freehold.api.graphql;

import dev.freehold.api.platform.FreeholdException;
import graphql.language.OperationDefinition.Operation;
import io.micronaut.configuration.graphql.GraphQLController;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * GraphQL over HTTP (https://graphql.github.io/graphql-over-http/draft/): POST with one object or
 * an array of them, answered in the same order, and GET for queries. It refuses any body that is
 * not JSON, so that no form of another site can send one. Permissions are decided field by field.
 */
@Controller("/graphql")
@Replaces(GraphQLController.class)
@Requires(beans = Schemas.class)
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.VIRTUAL)
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
final class GraphQlEndpoint {
  private final Sessions sessions;
  private final ParsedDocuments documents;
  private final Limits limits;
  private final @Nullable EventStreams streams;

  GraphQlEndpoint(
      Sessions sessions, ParsedDocuments documents, Limits limits, @Nullable EventStreams streams) {
    this.sessions = sessions;
    this.documents = documents;
    this.limits = limits;
    this.streams = streams;
  }

  @Get
  HttpResponse<?> get(HttpRequest<?> request) {
    if (streams != null && EventStreams.wantedBy(request)) {
      return streamed(
          request,
          () -> {
            OperationRequest operation =
                OperationRequest.of(RequestReader.queryString(request.getParameters()));
            if (is(operation, Operation.MUTATION)) {
              throw OperationRequest.refused("method", "GET is not for mutations");
            }
            return operation;
          });
    }
    return negotiated(
        request,
        type -> {
          OperationRequest operation =
              OperationRequest.of(RequestReader.queryString(request.getParameters()));
          if (is(operation, Operation.MUTATION) || is(operation, Operation.SUBSCRIPTION)) {
            return refusal(
                    type,
                    HttpStatus.METHOD_NOT_ALLOWED,
                    OperationRequest.refused("method", "GET is for queries only"))
                .header(HttpHeaders.ALLOW, "POST");
          }
          return one(type, request, operation);
        });
  }

  @Post
  HttpResponse<?> post(HttpRequest<byte[]> request) {
    if (streams != null
        && EventStreams.wantedBy(request)
        && RequestReader.accepts(request.getContentType())) {
      return streamed(
          request, () -> OperationRequest.of(RequestReader.body(request.getBody().orElse(null))));
    }
    return negotiated(
        request,
        type -> {
          if (!RequestReader.accepts(request.getContentType())) {
            return refusal(
                type,
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                OperationRequest.refused("content-type", "is not application/json"));
          }
          Object json = RequestReader.body(request.getBody().orElse(null));
          return json instanceof List<?> batch
              ? many(type, request, batch)
              : one(type, request, OperationRequest.of(json));
        });
  }

  private boolean is(OperationRequest operation, Operation kind) {
    return documents
        .operation(operation.query(), operation.operationName())
        .filter(found -> found.getOperation() == kind)
        .isPresent();
  }

  private HttpResponse<?> streamed(HttpRequest<?> request, Supplier<OperationRequest> operation) {
    try {
      return streams.open(request, operation.get());
    } catch (FreeholdException e) {
      return refusal(AnswerType.JSON, HttpStatus.BAD_REQUEST, e);
    }
  }

  private HttpResponse<byte[]> one(
      AnswerType type, HttpRequest<?> request, OperationRequest operation) {
    OperationAnswer answer = sessions.open(request).answer(operation);
    return response(type, type.status(answer), answer.toSpecification());
  }

  /** One after the other, so that mutations keep the order the client gave them. */
  private HttpResponse<byte[]> many(AnswerType type, HttpRequest<?> request, List<?> batch) {
    if (batch.isEmpty()) {
      throw OperationRequest.refused("body", "is an empty array");
    }
    Limit.BATCH.check(batch.size(), limits.batch());
    List<OperationRequest> operations = batch.stream().map(OperationRequest::of).toList();
    Sessions.Session session = sessions.open(request);
    return response(
        type,
        HttpStatus.OK,
        operations.stream().map(one -> session.answer(one).toSpecification()).toList());
  }

  private static HttpResponse<byte[]> negotiated(
      HttpRequest<?> request, Function<AnswerType, HttpResponse<byte[]>> answer) {
    Optional<AnswerType> type = AnswerType.wantedBy(request);
    if (type.isEmpty()) {
      return refusal(
          AnswerType.JSON,
          HttpStatus.NOT_ACCEPTABLE,
          OperationRequest.refused("accept", "names no media type of GraphQL over HTTP"));
    }
    try {
      return answer.apply(type.get());
    } catch (FreeholdException e) {
      return refusal(type.get(), HttpStatus.BAD_REQUEST, e);
    }
  }

  private static MutableHttpResponse<byte[]> refusal(
      AnswerType type, HttpStatus status, FreeholdException reason) {
    return response(type, status, OperationAnswer.refused(CodedError.of(reason)).toSpecification());
  }

  private static MutableHttpResponse<byte[]> response(
      AnswerType type, HttpStatus status, Object answer) {
    return HttpResponse.<byte[]>status(status)
        .body(RequestReader.write(answer))
        .contentType(type.mediaType())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("x-content-type-options", "nosniff");
  }
}
