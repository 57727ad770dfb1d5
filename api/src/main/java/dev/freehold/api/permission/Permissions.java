package dev.freehold.api.permission;

import dev.freehold.api.access.Caller;
import dev.freehold.api.access.Narrowing;
import dev.freehold.api.access.Roles;
import dev.freehold.api.platform.Change;
import dev.freehold.api.platform.ChangeFeed;
import dev.freehold.api.platform.ChangeSubscriber;
import dev.freehold.api.platform.FreeholdException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What callers may do, out of memory. A change makes every node read anew, by notification; while
 * none are heard nothing is remembered, and while the database cannot be asked either, nobody may
 * do anything.
 */
@Singleton
public class Permissions implements ChangeSubscriber {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final PermissionRepository rows;
  private final ChangeFeed feed;
  private final AtomicLong news = new AtomicLong();
  private final AtomicReference<Reading> latest = new AtomicReference<>();

  Permissions(PermissionRepository rows, ChangeFeed feed) {
    this.rows = rows;
    this.feed = feed;
    feed.subscribe(this);
  }

  /**
   * What the caller may do now. To be asked before a transaction begins: it may have to wait for
   * another connection.
   *
   * @throws FreeholdException EXTERNAL_SERVICE with the reason {@code database_unavailable} when
   *     that cannot be known
   */
  public RoleSet of(Caller caller) {
    boolean administrator =
        switch (caller) {
          case Caller.User one -> one.isAdministrator();
          case Caller.ApiToken one -> one.isAdministrator();
          case Caller.Guest _, Caller.Unlinked _ -> false;
        };
    return snapshot().of(caller.roles(), caller instanceof Caller.User, administrator);
  }

  /**
   * What the caller may do with one of his roles alone.
   *
   * @param narrowTo the role's name; empty: all of them
   * @throws FreeholdException as {@link Narrowing} has it when the role is not his
   */
  public RoleSet of(Caller caller, Optional<String> narrowTo) {
    return of(narrowTo.map(role -> Narrowing.narrow(caller, role)).orElse(caller));
  }

  /** What a user with these roles may do now. */
  RoleSet ofUser(Set<String> roles) {
    return snapshot().of(roles, true, roles.contains(Roles.ADMINISTRATOR));
  }

  @Override
  public void changed(Change change) {
    if (change.kind().equals("permissions") || change.kind().equals("roles")) {
      missed();
    }
  }

  /** Also for changes made on this node, which must hold before the notification comes round. */
  @Override
  public void missed() {
    news.incrementAndGet();
  }

  private Snapshot snapshot() {
    if (feed.hearing()) {
      return shared().await();
    }
    if (feed.cutOff()) {
      throw FreeholdException.databaseUnavailable(null);
    }
    Reading own = new Reading(news.incrementAndGet());
    own.start();
    return own.await();
  }

  /** One reading for all who ask between two changes. */
  private Reading shared() {
    long now = news.get();
    Reading known = latest.get();
    if (known != null && known.usable(now)) {
      return known;
    }
    // What is read from here on has every change that was told before.
    Reading mine = new Reading(now);
    Reading chosen =
        latest.updateAndGet(other -> other != null && other.usable(now) ? other : mine);
    if (chosen == mine) {
      mine.start();
    }
    return chosen;
  }

  /** A snapshot that is being read, or was. */
  private final class Reading {
    private final long version;
    private final FutureTask<Snapshot> task;

    Reading(long version) {
      this.version = version;
      this.task = new FutureTask<>(() -> rows.read(version));
    }

    void start() {
      Thread.ofVirtual().name("permissions").start(task);
    }

    /** Whether it is as new as that, and did not fail. */
    boolean usable(long now) {
      return version >= now && (!task.isDone() || task.state() == Future.State.SUCCESS);
    }

    /** Waits a short time only: a database that has gone silent would hold every request. */
    Snapshot await() {
      try {
        return task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        task.cancel(true);
        throw FreeholdException.databaseUnavailable(e);
      } catch (ExecutionException | CancellationException e) {
        throw FreeholdException.databaseUnavailable(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw FreeholdException.databaseUnavailable(e);
      }
    }
  }
}
