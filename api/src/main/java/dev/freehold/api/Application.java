package dev.freehold.api;

import dev.freehold.api.platform.ConfigurationChecks;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.context.exceptions.BeanInstantiationException;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.Micronaut;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the GraphQL API, unless its configuration is not fit for that. */
public final class Application {
  private static final Logger LOG = LoggerFactory.getLogger(Application.class);

  private Application() {}

  public static void main(String[] arguments) {
    if (arguments.length > 0 && arguments[0].equals(PolicyTestCommand.NAME)) {
      List<String> files = List.of(arguments).subList(1, arguments.length);
      System.exit(new PolicyTestCommand(System.getenv(), System.out).run(files));
    }
    checkConfiguration(arguments);
    Micronaut.build(arguments)
        .mainClass(Application.class)
        .banner(false)
        .mapError(BeanInstantiationException.class, Application::failed)
        .mapError(ServerStartupException.class, Application::failed)
        .start();
  }

  private static void checkConfiguration(String[] arguments) {
    Environment environment =
        ApplicationContext.builder()
            .mainClass(Application.class)
            .args(arguments)
            .build()
            .getEnvironment();
    List<String> problems;
    try (environment) {
      environment.start();
      problems = ConfigurationChecks.problems(environment);
      if (problems.isEmpty() && ConfigurationChecks.local(environment)) {
        LOG.warn(
            "FREEHOLD_MODE=local: plain HTTP and example secrets are allowed; for one machine only");
      }
    }
    if (!problems.isEmpty()) {
      problems.forEach(LOG::error);
      LOG.error("Not started because of {} problem(s) in the configuration", problems.size());
      System.exit(1);
    }
  }

  /** The exit code; does not come back when one line says it all. */
  private static int failed(Throwable failure) {
    StartFailure.explain(failure)
        .ifPresent(line -> {
          LOG.error("Not started: {}", line);
          System.exit(1);
        });
    return 1;
  }
}
