package dev.freehold.api;

import io.micronaut.runtime.Micronaut;

/** Starts the GraphQL API. */
public final class Application {
  private Application() {}

  public static void main(String[] arguments) {
    Micronaut.run(Application.class, arguments);
  }
}
