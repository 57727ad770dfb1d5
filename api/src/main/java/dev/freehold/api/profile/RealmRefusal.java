package dev.freehold.api.profile;

/**
 * Why a realm does not follow its profile. The message is safe to show; the cause is for the log.
 */
final class RealmRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What has to happen before another try can succeed. */
  enum Kind {
    /** Keycloak is not up: nothing to do but wait. */
    UNREACHABLE,
    /** Somebody else's realm has the name. */
    NOT_OURS,
    /** Keycloak said no. */
    REFUSED
  }

  private final Kind kind;

  RealmRefusal(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
