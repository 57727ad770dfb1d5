package dev.freehold.api.graphql;

import dev.freehold.api.platform.ErrorCode;
import graphql.language.OperationDefinition;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Measures operations as {@code freehold.graphql.requests}. The tags have a handful of values each,
 * none of them chosen by the client: {@code operation} is query, mutation or invalid, {@code
 * outcome} is ok, error, refused, limit, internal, or gone for a query whose client went before.
 */
@Singleton
final class OperationTimer {
  private final MeterRegistry meters;
  private final ParsedDocuments documents;

  /** Looking a timer up by its tags costs more than the measuring. */
  private final Map<Tags, Timer> timers = new ConcurrentHashMap<>();

  private record Tags(String operation, String outcome) {}

  OperationTimer(MeterRegistry meters, ParsedDocuments documents) {
    this.meters = meters;
    this.documents = documents;
  }

  OperationAnswer time(OperationRequest request, Supplier<OperationAnswer> run) {
    Timer.Sample sample = Timer.start(meters);
    OperationAnswer answer = run.get();
    sample.stop(timers.computeIfAbsent(new Tags(kind(request), outcome(answer)), this::timer));
    return answer;
  }

  private Timer timer(Tags tags) {
    return meters.timer(
        "freehold.graphql.requests", "operation", tags.operation(), "outcome", tags.outcome());
  }

  private String kind(OperationRequest request) {
    return documents
        .knownOperation(request.query(), request.operationName())
        .map(OperationDefinition::getOperation)
        .map(OperationTimer::name)
        .orElse("invalid");
  }

  private static String name(OperationDefinition.Operation kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static String outcome(OperationAnswer answer) {
    if (answer.errors().isEmpty()) {
      return answer.executed() ? "ok" : "gone";
    }
    if (has(answer, ErrorCode.INTERNAL)) {
      return "internal";
    }
    if (has(answer, ErrorCode.LIMIT_EXCEEDED)) {
      return "limit";
    }
    return answer.executed() ? "error" : "refused";
  }

  private static boolean has(OperationAnswer answer, ErrorCode code) {
    return answer.errors().stream().anyMatch(error -> error.code() == code);
  }
}
