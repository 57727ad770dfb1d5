package dev.freehold.api.profile;

/** Why an issuer cannot be trusted as it is. The message is safe to show and says what to do. */
final class DiscoveryRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean unreachable;

  DiscoveryRefusal(boolean unreachable, String message, Throwable cause) {
    super(message, cause);
    this.unreachable = unreachable;
  }

  /** True when it may be different in a moment. */
  boolean unreachable() {
    return unreachable;
  }
}
