package dev.freehold.api.graphql;

import dev.freehold.api.operation.FieldCall;
import dev.freehold.api.operation.FieldRegistry;
import dev.freehold.api.operation.FieldSource;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Fields that show what the endpoint does. */
final class Probe implements FieldSource {
  final AtomicInteger sum = new AtomicInteger();
  final AtomicInteger afterTheWait = new AtomicInteger();
  final CountDownLatch interrupted = new CountDownLatch(1);

  record Echo(String text, Instant at, Map<String, Object> json, boolean virtual) {}

  @Override
  public String schema() {
    return "schema/probe.graphqls";
  }

  @Override
  public void register(FieldRegistry fields) {
    fields.type("Echo", Echo.class);
    fields.type("Page", Set.of("items", "count"));
    fields.type("Node", Set.of("id", "child", "children"));
    fields.query("echo", Probe::echo);
    fields.query("page", Probe::page);
    fields.query("node", call -> Map.of("id", 1));
    fields.query("fails", Probe::fail);
    fields.query("waits", this::block);
    fields.query("caller", call -> call.caller().roles().toString());
    fields.mutation("add", call -> sum.addAndGet(call.arguments().integer("number").orElseThrow()));
    fields.mutation("waitThenAdd", this::block);
    fields.mutation("afterTheWait", call -> afterTheWait.incrementAndGet());
  }

  private static Echo echo(FieldCall call) {
    return new Echo(
        call.arguments().string("text").orElseThrow(),
        call.arguments().instant("at").orElse(null),
        Map.of("selectsText", call.selects("text"), "empty", List.of()),
        Thread.currentThread().isVirtual());
  }

  /** Breaks its promise of a value when nothing is asked for. */
  private static Object page(FieldCall call) {
    return call.arguments().integer("first").orElse(1) == 0
        ? null
        : Map.of("items", List.of(), "count", 0);
  }

  private static Object fail(FieldCall call) {
    throw switch (call.arguments().string("kind").orElseThrow()) {
      case "refused" -> FreeholdException.of(ErrorCode.USER_NOT_FOUND, "user", "User is absent");
      default -> new IllegalStateException("SELECT password FROM users");
    };
  }

  private Object block(FieldCall call) {
    try {
      new CountDownLatch(1).await();
      return null;
    } catch (InterruptedException e) {
      interrupted.countDown();
      throw new IllegalStateException(e);
    }
  }
}
