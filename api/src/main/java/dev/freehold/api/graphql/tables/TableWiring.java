package dev.freehold.api.graphql.tables;

import graphql.schema.GraphQLScalarType;
import graphql.schema.idl.ScalarInfo;
import graphql.schema.idl.ScalarWiringEnvironment;
import graphql.schema.idl.WiringFactory;
import java.util.Set;

/** Gives the scalars that tables need their behaviour; the platform's own are registered. */
public final class TableWiring implements WiringFactory {
  private static final Set<String> PLATFORM = Set.of("DateTime", "JSON");

  @Override
  public boolean providesScalar(ScalarWiringEnvironment environment) {
    String name = environment.getScalarTypeDefinition().getName();
    return !ScalarInfo.isGraphqlSpecifiedScalar(name) && !PLATFORM.contains(name);
  }

  @Override
  public GraphQLScalarType getScalar(ScalarWiringEnvironment environment) {
    return TableScalars.of(environment.getScalarTypeDefinition().getName());
  }
}
