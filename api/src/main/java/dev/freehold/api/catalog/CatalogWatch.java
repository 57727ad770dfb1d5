package dev.freehold.api.catalog;

import dev.freehold.api.platform.Change;
import dev.freehold.api.platform.ChangeFeed;
import dev.freehold.api.platform.ChangeSubscriber;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps the catalog in step with the database: told by event triggers where there are such, else by
 * looking every second whether anything changed. The first catalog is there before the server takes
 * requests.
 */
@Singleton
class CatalogWatch implements ApplicationEventListener<StartupEvent>, ChangeSubscriber {
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Triggers can be switched off for a session, so they are not trusted altogether. */
  private static final Duration LOOK_WHEN_TOLD = Duration.ofMinutes(1);

  private final CatalogHolder holder;
  private final DdlTriggers triggers;
  private final ChangeFeed feed;
  private final Semaphore news = new Semaphore(0);
  private final AtomicBoolean always = new AtomicBoolean();
  private final Thread thread = Thread.ofPlatform().name("catalog").daemon().unstarted(this::run);
  private volatile boolean running = true;
  private volatile boolean told;

  CatalogWatch(CatalogHolder holder, DdlTriggers triggers, ChangeFeed feed) {
    this.holder = holder;
    this.triggers = triggers;
    this.feed = feed;
  }

  @Override
  public void onApplicationEvent(StartupEvent start) {
    told = triggers.ensure();
    feed.subscribe(this);
    holder.refresh(true);
    thread.start();
  }

  @PreDestroy
  void stop() throws InterruptedException {
    running = false;
    if (thread.isAlive()) {
      thread.interrupt();
      thread.join(LOOK);
    }
  }

  @Override
  public void changed(Change change) {
    if (change.kind().equals("catalog")) {
      if (change.key().equals("settings")) {
        always.set(true);
      }
      news.release();
    }
  }

  @Override
  public void missed() {
    always.set(true);
    news.release();
  }

  /** True while the database tells of changes; false while they are looked for. */
  boolean told() {
    return told && feed.hearing();
  }

  private void run() {
    while (running) {
      try {
        Duration wait = told() && holder.state().failure() == null ? LOOK_WHEN_TOLD : LOOK;
        if (news.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
          // Whatever was told up to here shows in what is read next.
          news.drainPermits();
        }
        holder.refresh(always.getAndSet(false));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
