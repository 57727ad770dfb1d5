package dev.freehold.api.catalog;

import dev.freehold.api.catalog.RootField.Root;
import java.util.Map;
import java.util.Set;

/**
 * What the platform's own schema calls its parts, so that no table of the company's takes such a
 * name.
 *
 * @param types of any kind, scalars included
 * @param userFields of the type {@code User}
 */
public record ReservedNames(
    Set<String> types, Map<Root, Set<String>> rootFields, Set<String> userFields) {
  public static ReservedNames none() {
    return new ReservedNames(Set.of(), Map.of(), Set.of());
  }
}
