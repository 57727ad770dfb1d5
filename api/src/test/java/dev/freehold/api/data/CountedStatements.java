package dev.freehold.api.data;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Counts the statements that are prepared on the connections of a source. */
final class CountedStatements {
  private final AtomicInteger count = new AtomicInteger();

  /** How many since it was asked last. */
  int take() {
    return count.getAndSet(0);
  }

  DataSource around(DataSource source) {
    return proxy(
        DataSource.class,
        (method, arguments) ->
            invoke(method, source, arguments) instanceof Connection connection
                ? around(connection)
                : null);
  }

  private Connection around(Connection connection) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          if (method.getName().equals("prepareStatement")) {
            count.incrementAndGet();
          }
          return invoke(method, connection, arguments);
        });
  }

  private interface Call {
    Object of(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> call.of(method, arguments)));
  }

  private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
