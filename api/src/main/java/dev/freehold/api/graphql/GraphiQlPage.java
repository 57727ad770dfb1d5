package dev.freehold.api.graphql;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** GraphiQL with everything it needs, in local mode only; elsewhere there is no such page. */
@Controller("/graphiql")
@Requires(property = "freehold.mode", value = "local")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.VIRTUAL)
@Produces(MediaType.ALL)
final class GraphiQlPage {
  /**
   * The editor sets styles by script; no script but ours runs, and it talks to this server only.
   */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
          + "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
          + "frame-ancestors 'none'";

  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";

  private static final Map<String, String> FILES =
      Map.of(
          "index.html", "text/html; charset=utf-8",
          "start.js", SCRIPT,
          "start.css", STYLE,
          "react.production.min.js", SCRIPT,
          "react-dom.production.min.js", SCRIPT,
          "graphiql.min.js", SCRIPT,
          "graphiql.min.css", STYLE);

  @Get
  HttpResponse<byte[]> page() throws IOException {
    return file("index.html");
  }

  @Get("/{name}")
  HttpResponse<byte[]> file(String name) throws IOException {
    String type = FILES.get(name);
    if (type == null) {
      return HttpResponse.notFound();
    }
    try (InputStream file =
        GraphiQlPage.class.getClassLoader().getResourceAsStream("graphiql-assets/" + name)) {
      return HttpResponse.ok(file.readAllBytes())
          .contentType(MediaType.of(type))
          .header("content-security-policy", POLICY)
          .header("x-content-type-options", "nosniff")
          .header("referrer-policy", "no-referrer");
    }
  }
}
