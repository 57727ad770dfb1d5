package dev.freehold.api.token;

import dev.freehold.api.profile.TrustedIssuer;
import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * What the checks of a token said, all of them.
 *
 * @param issuer the profile that trusts the token's issuer, if one does
 * @param authentic the token when it is certain that its issuer made it for us; it may have expired
 */
public record TokenDiagnosis(
    @Nullable TrustedIssuer issuer, List<Finding> findings, @Nullable VerifiedToken authentic) {}
