package dev.freehold.api.data;

import com.fasterxml.jackson.databind.JsonNode;

/** A value of an answer that no statement can make: it follows from what the statement read. */
interface LaterValue {
  /** The value. */
  JsonNode of(JsonNode read);
}
