package dev.freehold.api.graphql.tables;

import dev.freehold.api.catalog.EnumType;
import dev.freehold.api.catalog.Scalar;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The types that tables share, whose names no table can have. */
public final class SharedTypes {
  private SharedTypes() {}

  /** Of all that tables may need, whatever their columns; the scalars aside. */
  public static Set<String> names() {
    Set<String> names = new HashSet<>(GroupDefinitions.SHARED);
    for (Scalar scalar : Scalar.values()) {
      if (scalar.graphQlName() != null) {
        EnumType.SUFFIXES.forEach(suffix -> names.add(scalar.graphQlName() + suffix));
      }
    }
    names.addAll(List.of("KeyPredicate", "KeyArrayPredicate"));
    names.addAll(List.of("JSONTextPredicate", "JSONTextArrayPredicate"));
    return names;
  }
}
