package dev.freehold.api.throttle;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** What a key has used: everything, until that moment. */
@MappedEntity(value = "rate_limits", schema = "freehold")
record RateLimitRow(@Id String key, Instant usedUntil) {}
