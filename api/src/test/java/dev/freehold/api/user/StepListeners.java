package dev.freehold.api.user;

import dev.freehold.api.audit.AuditLog;
import dev.freehold.api.platform.RequestIds;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.MDC;

/** Lays the points of {@link SyncSteps} around the beans that an event passes. */
@Factory
@Requires(property = "freehold.test.steps")
class StepListeners {
  @Singleton
  BeanCreatedEventListener<AccountRepository> accounts(BeanProvider<SyncSteps> steps) {
    return event -> afterEachCall(AccountRepository.class, event.getBean(), steps);
  }

  @Singleton
  BeanCreatedEventListener<InboxRepository> inbox(BeanProvider<SyncSteps> steps) {
    return event -> afterEachCall(InboxRepository.class, event.getBean(), steps);
  }

  @Singleton
  BeanCreatedEventListener<WebhookSignature> signature(
      BeanProvider<SyncSteps> steps, BeanProvider<WebhookSettings> settings, Clock clock) {
    return event -> new WatchedSignature(steps, settings.get(), clock);
  }

  @Singleton
  BeanCreatedEventListener<EventAudit> audit(
      BeanProvider<SyncSteps> steps, BeanProvider<AuditLog> log) {
    return event -> new WatchedAudit(steps, log.get());
  }

  /** The webhook's id is its request id too: the simulated sender sees to that. */
  private static <T> T afterEachCall(Class<T> type, T bean, BeanProvider<SyncSteps> steps) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Object answer;
              try {
                answer = method.invoke(bean, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              steps.get().reached(MDC.get(RequestIds.LOG_KEY), method.getName());
              return answer;
            }));
  }

  private static final class WatchedSignature extends WebhookSignature {
    private final BeanProvider<SyncSteps> steps;

    WatchedSignature(BeanProvider<SyncSteps> steps, WebhookSettings settings, Clock clock) {
      super(settings, clock);
      this.steps = steps;
    }

    @Override
    boolean accepts(String id, String timestamp, String signatures, byte[] body) {
      boolean accepted = super.accepts(id, timestamp, signatures, body);
      steps.get().reached(id, "signature");
      return accepted;
    }
  }

  private static final class WatchedAudit extends EventAudit {
    private final BeanProvider<SyncSteps> steps;

    WatchedAudit(BeanProvider<SyncSteps> steps, AuditLog log) {
      super(log);
      this.steps = steps;
    }

    @Override
    void record(String webhookId, AccountEvent event, Applied applied, @Nullable UUID userId) {
      super.record(webhookId, event, applied, userId);
      steps.get().reached(webhookId, "audit");
    }
  }

  /** The first and the last step: nothing done yet, and all committed but not answered. */
  @ServerFilter("/hooks/**")
  @Requires(property = "freehold.test.steps")
  static class Edge {
    private final SyncSteps steps;

    Edge(SyncSteps steps) {
      this.steps = steps;
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    void received(HttpRequest<?> request) {
      steps.reached(request.getHeaders().get("webhook-id"), "received");
    }

    @ResponseFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    void committed(HttpRequest<?> request) {
      steps.reached(request.getHeaders().get("webhook-id"), "committed");
    }
  }
}
