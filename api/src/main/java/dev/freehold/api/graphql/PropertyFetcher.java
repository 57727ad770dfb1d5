package dev.freehold.api.graphql;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads a field from the component of a record or the entry of a map that has its name. Nothing
 * else is looked at: no getter answers by accident.
 */
final class PropertyFetcher implements DataFetcher<Object> {
  private static final ClassValue<Map<String, Method>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getAccessor)
              .peek(accessor -> accessor.setAccessible(true))
              .collect(Collectors.toMap(Method::getName, Function.identity()));
        }
      };

  @Override
  public Object get(DataFetchingEnvironment environment) throws Exception {
    String name = environment.getFieldDefinition().getName();
    return switch (environment.getSource()) {
      case Map<?, ?> map -> map.get(name);
      case Record properties -> read(properties, name);
      case null, default -> throw new IllegalStateException("Nothing answers the field " + name);
    };
  }

  private static Object read(Record properties, String name) throws Exception {
    Method accessor = COMPONENTS.get(properties.getClass()).get(name);
    if (accessor == null) {
      // Of the platform's own objects users alone have such fields: those that the owner added.
      throw FreeholdException.of(
          ErrorCode.VALIDATION, name, "is no part of this answer: ask for it by user or usersList");
    }
    try {
      return accessor.invoke(properties);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
