package dev.freehold.api.profile;

import io.micronaut.core.annotation.Nullable;

/**
 * One value of a token.
 *
 * @param path a JSON pointer (RFC 6901) when it begins with a slash, else the name of a claim,
 *     taken as it is: {@code https://example.com/roles} is a name
 * @param otherwise the value when the token has none; null: none
 */
public record ClaimSource(String path, @Nullable String otherwise) {}
