package dev.freehold.api.profile;

import io.micronaut.core.annotation.Nullable;
import java.net.URI;

/** Addresses of an issuer, as its discovery document names them. */
public record ProviderEndpoints(
    URI jwks, URI authorization, @Nullable URI token, @Nullable URI endSession) {}
