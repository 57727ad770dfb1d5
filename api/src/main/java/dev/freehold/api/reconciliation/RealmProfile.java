package dev.freehold.api.reconciliation;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

/** A profile with a realm of its own in our Keycloak. */
@MappedEntity(value = "profiles", schema = "freehold")
record RealmProfile(@Id UUID id, String name, String realm) {}
