package dev.freehold.api.graphql;

import dev.freehold.api.access.Caller;
import dev.freehold.api.access.Narrowing;
import dev.freehold.api.operation.CallerConnections;
import dev.freehold.api.operation.ConnectedCaller;
import dev.freehold.api.platform.ClientAddresses;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.platform.RequestIds;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/** Answers requests with streams of events, for clients that ask for them. */
@Singleton
@Requires(beans = {OperationStreams.class, CallerConnections.class})
final class EventStreams {
  private final CallerConnections callers;
  private final OperationStreams streams;
  private final OpenConnections connections;
  private final SubscriptionLimits limits;
  private final ClientAddresses addresses;

  EventStreams(
      CallerConnections callers,
      OperationStreams streams,
      OpenConnections connections,
      SubscriptionLimits limits,
      ClientAddresses addresses) {
    this.callers = callers;
    this.streams = streams;
    this.connections = connections;
    this.limits = limits;
    this.addresses = addresses;
  }

  /** Whether the client asks for a stream, and for that alone. */
  static boolean wantedBy(HttpRequest<?> request) {
    List<String> accept = request.getHeaders().getAll(HttpHeaders.ACCEPT);
    return accept.size() == 1
        && accept
            .getFirst()
            .strip()
            .toLowerCase(Locale.ROOT)
            .startsWith(MediaType.TEXT_EVENT_STREAM);
  }

  /** Begins the answer; the operation goes on after it is there. */
  HttpResponse<?> open(HttpRequest<?> request, OperationRequest operation) {
    String address = addresses.of(request);
    if (!connections.enter(address)) {
      throw FreeholdException.of(
          ErrorCode.LIMIT_EXCEEDED, "connections", "are too many from this address");
    }
    AtomicReference<Runnable> release = new AtomicReference<>(() -> connections.leave(address));
    EventStream events = new EventStream(limits, () -> release.getAndSet(() -> {}).run());
    connections.tend(events);
    release.updateAndGet(before ->
        () -> {
          connections.forget(events);
          before.run();
        });
    try {
      connect(request, operation, events, release);
    } catch (RuntimeException e) {
      events.failed(RefusedDocument.errors(e, RequestIds.of(request)));
    }
    // The framework tells of it only when there is something to write. Last of all: whoever is gone
    // releases all that has been taken by then.
    Departure.Watch watch = ClosedChannel.of(request).then(events::leave);
    release.updateAndGet(before ->
        () -> {
          watch.close();
          before.run();
        });
    return HttpResponse.ok(events.events())
        .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("x-accel-buffering", "no")
        .header("x-content-type-options", "nosniff");
  }

  private void connect(
      HttpRequest<?> request,
      OperationRequest operation,
      EventStream events,
      AtomicReference<Runnable> release) {
    ConnectedCaller connected =
        callers.connect(
            request.getHeaders().get(HttpHeaders.AUTHORIZATION),
            reason -> events.failed(List.of(CodedError.of(reason))));
    release.updateAndGet(before ->
        () -> {
          connected.close();
          before.run();
        });
    StreamCaller caller =
        new StreamCaller(
            connected, request.getHeaders().getAll(Narrowing.HEADER), RequestIds.of(request));
    Caller who = caller.caller();
    connections.enter(who);
    release.updateAndGet(before ->
        () -> {
          connections.leave(who);
          before.run();
        });
    Thread.ofVirtual()
        .name("event stream")
        .start(() ->
            events.stream()
                .begun(streams.begin(operation, caller, events, Thread::startVirtualThread)));
  }
}
