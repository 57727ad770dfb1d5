package dev.freehold.local;

import java.net.URI;

/** A Keycloak with our extension and themes, from the distribution or from a container. */
public interface KeycloakServer extends AutoCloseable {
  /** Starts it, if it does not run, and returns once it is ready for requests. */
  void start();

  /** Lets it finish what it does and ends it. */
  void stop();

  /** SIGKILL. */
  void kill();

  boolean isRunning();

  /** Where browsers and clients reach it, without a trailing slash. */
  URI url();

  /** Where {@code /health} and {@code /metrics} answer. */
  URI managementUrl();

  @Override
  default void close() {
    stop();
  }
}
