package dev.freehold.api.graphql;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * The results of one operation as server-sent events, in the mode "distinct connections" of
 * https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md.
 */
final class EventStream implements ResultSink, OpenConnections.Tended {
  private static final byte[] COMPLETE = "event: complete\ndata:\n\n".getBytes(US_ASCII);
  private static final byte[] ALIVE = ":\n\n".getBytes(US_ASCII);

  private final SubscriptionLimits limits;
  private final Runnable gone;
  private final RunningStream stream = new RunningStream();
  private final Sinks.Many<byte[]> events = Sinks.many().unicast().onBackpressureBuffer();
  private final AtomicLong waiting = new AtomicLong();
  private final long openedAt = System.nanoTime();
  private long aliveAt = openedAt;
  private volatile boolean taken;

  EventStream(SubscriptionLimits limits, Runnable gone) {
    this.limits = limits;
    this.gone = gone;
  }

  /** What ends the operation. */
  RunningStream stream() {
    return stream;
  }

  /** The bytes of the answer, once. */
  Flux<byte[]> events() {
    return events
        .asFlux()
        .doOnSubscribe(_ -> taken = true)
        .doOnNext(event -> waiting.addAndGet(-event.length))
        .doFinally(_ -> leave());
  }

  /** The client is gone. */
  void leave() {
    stream.end();
    gone.run();
  }

  @Override
  public void next(byte[] result) {
    if (waiting.get() + result.length > limits.queue()) {
      failed(List.of(CodedError.of(SlowClient.refusal(limits))));
    } else if (!stream.over()) {
      emit(event(result));
    }
  }

  /** The protocol has no event for errors but a result that has them. */
  @Override
  public void failed(List<CodedError> errors) {
    if (stream.end()) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("errors", errors.stream().map(CodedError::toSpecification).toList());
      emit(event(RequestReader.write(result)));
      finish();
    }
  }

  @Override
  public void complete() {
    if (stream.end()) {
      finish();
    }
  }

  @Override
  public void tend(long nanoTime) {
    if (!taken && nanoTime - openedAt > limits.initTimeout().toNanos()) {
      // The client went before its answer began.
      leave();
    } else if (nanoTime - aliveAt > limits.pingEvery().toNanos() && !stream.over()) {
      aliveAt = nanoTime;
      emit(ALIVE);
    }
  }

  private synchronized void finish() {
    emit(COMPLETE);
    events.tryEmitComplete();
  }

  private synchronized void emit(byte[] event) {
    waiting.addAndGet(event.length);
    // Nobody is there any more otherwise.
    if (events.tryEmitNext(event).isFailure()) {
      waiting.addAndGet(-event.length);
    }
  }

  /** Each line of the data has its name before it: JSON of the database may have several. */
  private static byte[] event(byte[] json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(json.length + 32);
    out.writeBytes("event: next\ndata: ".getBytes(US_ASCII));
    for (byte one : json) {
      if (one == '\n') {
        out.writeBytes("\ndata: ".getBytes(UTF_8));
      } else if (one != '\r') {
        out.write(one);
      }
    }
    out.writeBytes("\n\n".getBytes(US_ASCII));
    return out.toByteArray();
  }
}
