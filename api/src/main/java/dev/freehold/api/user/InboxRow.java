package dev.freehold.api.user;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/** An event taken, known by its id. */
@MappedEntity(value = "inbox", schema = "freehold")
record InboxRow(@Id String webhookId, String type, String outcome) {}
