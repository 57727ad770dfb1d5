package dev.freehold.api.access;

import java.util.Map;

/**
 * What somebody may do with a table, in the form 8base clients know.
 *
 * @param resource the table, like {@code Posts}
 * @param resourceType {@code data}
 * @param permission JSON: {@code {"read": {"allow": true, "fields": {"title": true}}, …}}
 */
public record ResourcePermission(
    String resource, String resourceType, Map<String, Object> permission) {}
