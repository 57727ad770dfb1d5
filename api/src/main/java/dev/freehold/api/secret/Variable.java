package dev.freehold.api.secret;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** An environment variable as it is kept. */
@MappedEntity(value = "environment_variables", schema = "freehold")
record Variable(@Id UUID id, String name, String sealed, Instant createdAt, Instant updatedAt) {
  static String context(UUID id) {
    return "environment variable " + id;
  }

  String context() {
    return context(id);
  }
}
