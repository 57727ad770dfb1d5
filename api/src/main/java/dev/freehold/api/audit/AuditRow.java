package dev.freehold.api.audit;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/** An entry as its repository knows it. */
@MappedEntity(value = "audit_log", schema = "freehold")
record AuditRow(@Id long id) {}
