package dev.freehold.api.token;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Limits of verification, {@code freehold.token.*}.
 *
 * @param maxLength characters of the compact form; longer bearers are refused before parsing
 * @param clockSkew tolerance for {@code exp}, {@code nbf} and {@code iat}
 * @param cacheCharacters sum of the lengths of the verified tokens kept in memory
 * @param cacheFor how long a verified token is believed without looking at its key again
 */
@ConfigurationProperties("freehold.token")
record TokenSettings(
    @Bindable(defaultValue = "16384") int maxLength,
    @Bindable(defaultValue = "PT30S") Duration clockSkew,
    @Bindable(defaultValue = "16777216") long cacheCharacters,
    @Bindable(defaultValue = "PT5M") Duration cacheFor) {}
