package dev.freehold.api.token;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How issuers' keys (JWKS) are fetched and kept, {@code freehold.token.keys.*}.
 *
 * @param refreshAfter age at which a use of the keys starts a refresh in the background
 * @param staleAfter age at which a use waits for the refresh, unless the last one failed
 * @param keepFor age up to which known keys serve while the issuer does not answer
 * @param retryAfter least time between two fetches from one issuer
 * @param timeout for one fetch, connect to last byte
 * @param maxBytes size of a JWKS document
 */
@ConfigurationProperties("freehold.token.keys")
record KeySettings(
    @Bindable(defaultValue = "PT5M") Duration refreshAfter,
    @Bindable(defaultValue = "PT15M") Duration staleAfter,
    @Bindable(defaultValue = "PT24H") Duration keepFor,
    @Bindable(defaultValue = "PT10S") Duration retryAfter,
    @Bindable(defaultValue = "PT5S") Duration timeout,
    @Bindable(defaultValue = "262144") int maxBytes) {}
