package dev.freehold.api.user;

import dev.freehold.api.access.Caller;
import dev.freehold.api.operation.ConnectedCaller;
import dev.freehold.api.platform.Change;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.token.VerifiedToken;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A connection's bearer. What it stands for is remembered until a change is told that concerns it:
 * the connection lives longer than what is remembered of requests.
 */
final class ConnectedBearer implements ConnectedCaller {
  private final ConnectedBearers all;
  private final @Nullable String bearer;
  private final Consumer<FreeholdException> ended;
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile Known known;
  private volatile boolean doubtful;

  /**
   * What the bearer was found to be.
   *
   * @param token null for API tokens and guests
   * @param expiresAt null when it never does
   */
  record Known(Caller caller, @Nullable VerifiedToken token, @Nullable Instant expiresAt) {}

  ConnectedBearer(
      ConnectedBearers all,
      @Nullable String bearer,
      Known known,
      Consumer<FreeholdException> ended) {
    this.all = all;
    this.bearer = bearer;
    this.known = known;
    this.ended = ended;
  }

  @Nullable
  String bearer() {
    return bearer;
  }

  @Override
  public Caller caller() {
    if (bearer != null && (doubtful || !all.hearing())) {
      // Told meanwhile, it is in doubt again.
      doubtful = false;
      try {
        known = all.find(bearer);
      } catch (RuntimeException e) {
        doubtful = true;
        throw e;
      }
    }
    return known.caller();
  }

  /** Whether a change is about the bearer, which is in doubt then. */
  boolean concernedBy(Change change) {
    boolean concerned = bearer != null && isAbout(change);
    doubtful = doubtful || concerned;
    return concerned;
  }

  private boolean isAbout(Change change) {
    Caller caller = known.caller();
    return switch (change.kind()) {
      case "user" -> caller instanceof Caller.User one && change.key().equals(one.id().toString());
      case "identity", "session", "issued" ->
          known.token() != null && Standing.Key.in(change).test(Standing.Key.of(known.token()));
      case "apitoken" ->
          caller instanceof Caller.ApiToken one && change.key().equals(one.id().toString());
      case "roles", "profiles" -> true;
      default -> false;
    };
  }

  /** Something may have been missed. */
  void doubt() {
    doubtful = true;
  }

  boolean expired(Instant now) {
    Instant end = known.expiresAt();
    return end != null && !now.isBefore(end);
  }

  /** Looks again whether the bearer counts, and ends the connection otherwise. */
  void check() {
    if (bearer == null || over.get()) {
      return;
    }
    try {
      doubtful = true;
      var _ = caller();
    } catch (FreeholdException e) {
      end(e);
    }
  }

  void end(FreeholdException reason) {
    if (over.compareAndSet(false, true)) {
      all.remove(this);
      ended.accept(reason);
    }
  }

  @Override
  public void close() {
    over.set(true);
    all.remove(this);
  }
}
