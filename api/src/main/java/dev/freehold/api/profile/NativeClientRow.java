package dev.freehold.api.profile;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

/** The sealed secret of a profile's client for log-ins by password. */
@MappedEntity(value = "native_clients", schema = "freehold")
record NativeClientRow(@Id UUID profileId, String secret) {
  /** What the secret is sealed to. */
  String context() {
    return context(profileId);
  }

  static String context(UUID profileId) {
    return "profile " + profileId + " nativeClientSecret";
  }
}
