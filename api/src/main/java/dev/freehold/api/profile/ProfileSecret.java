package dev.freehold.api.profile;

import dev.freehold.api.secret.Variables;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.Optional;
import java.util.UUID;

/**
 * A secret among a profile's settings.
 *
 * @param name of the setting: {@code connection google}, {@code mail}
 * @param value sealed, or the reference to an environment variable
 * @param version another one for each value
 */
@MappedEntity(value = "profile_secrets", schema = "freehold")
record ProfileSecret(@Id UUID profileId, String name, String value, UUID version) {
  Optional<String> variable() {
    return Variables.reference(value);
  }

  static String context(UUID profileId, String name) {
    return "profile " + profileId + ' ' + name;
  }

  @Override
  public String toString() {
    return "ProfileSecret[" + profileId + ", " + name + ']';
  }
}
