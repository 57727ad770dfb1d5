package dev.freehold.api.account;

import dev.freehold.api.platform.RequestIds;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Work whose duration must not show in an answer because it depends on whether there is an account.
 * What is lost when the process dies can be asked for again.
 */
@Singleton
class AfterAnswer {
  private static final Logger LOG = LoggerFactory.getLogger(AfterAnswer.class);
  private static final int AT_ONCE = 4;
  private static final int MOST_WAITING = 1_000;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          AT_ONCE,
          AT_ONCE,
          30,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform().daemon().name("account-", 0).factory());

  AfterAnswer() {
    threads.allowCoreThreadTimeOut(true);
  }

  /** Answers at once; a failure of the work goes to the log. */
  void run(String what, Runnable work) {
    String requestId = MDC.get(RequestIds.LOG_KEY);
    try {
      threads.execute(() -> attempt(what, work, requestId));
    } catch (RejectedExecutionException e) {
      LOG.error("Not done: {}. {} others are waiting already", what, MOST_WAITING);
    }
  }

  private static void attempt(String what, Runnable work, String requestId) {
    if (requestId != null) {
      MDC.put(RequestIds.LOG_KEY, requestId);
    }
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("Not done: {}", what, e);
    } finally {
      MDC.remove(RequestIds.LOG_KEY);
    }
  }

  @PreDestroy
  void close() throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
      threads.shutdownNow();
    }
  }
}
