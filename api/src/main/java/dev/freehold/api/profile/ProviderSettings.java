package dev.freehold.api.profile;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How the API talks to identity providers that are not ours, {@code freehold.providers.*}.
 *
 * @param allowPrivate whether providers may have private, loopback or link-local addresses; null:
 *     in local mode only
 * @param timeout of one request, from connecting to the last byte
 * @param maxBytes of one answer
 * @param refreshAfter how often discovery documents are read again
 */
@ConfigurationProperties("freehold.providers")
public record ProviderSettings(
    @Nullable Boolean allowPrivate,
    @Bindable(defaultValue = "PT5S") Duration timeout,
    @Bindable(defaultValue = "262144") int maxBytes,
    @Bindable(defaultValue = "PT1H") Duration refreshAfter) {}
