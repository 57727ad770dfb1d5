package dev.freehold.keycloak.claims;

import java.util.List;
import java.util.Map;

/**
 * What became of a push; accounts that stand in neither are as it says.
 *
 * @param unknown subjects that the realm does not have
 * @param behind subjects of which something of the same or a higher version is known, and that
 *     version
 */
public record Pushed(List<String> unknown, Map<String, Long> behind) {}
