package dev.freehold.api.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.api.access.Caller;
import dev.freehold.api.operation.AllowedOrigins;
import dev.freehold.api.operation.CallerSource;
import dev.freehold.api.operation.FieldSource;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.platform.RequestIds;
import io.micronaut.context.DefaultApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.http.HttpRequest;
import io.micronaut.inject.BeanDefinitionReference;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The real server with the real endpoint, and {@link Probe} as its only feature. */
final class GraphQlServer implements AutoCloseable {
  static final String ORIGIN = "https://app.example.com";
  private static final ObjectMapper JSON = new ObjectMapper();

  final Probe probe = new Probe();
  final DefaultApplicationContext context;
  private final EmbeddedServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  GraphQlServer(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("micronaut.server.port", -1);
    all.put("micronaut.server.host", "127.0.0.1");
    all.put("endpoints.all.enabled", false);
    context = new Slice();
    context.getEnvironment().addPropertySource(PropertySource.of("test", all, 10_000));
    context.registerSingleton(FieldSource.class, probe);
    context.registerSingleton(CallerSource.class, GraphQlServer::caller);
    context.registerSingleton(AllowedOrigins.class, ORIGIN::equals);
    context.start();
    server = context.getBean(EmbeddedServer.class).start();
  }

  /** Everything but the features and what needs a database. */
  @SuppressWarnings("overrides")
  private static final class Slice extends DefaultApplicationContext {
    private static final List<String> LEFT_OUT =
        List.of(
            "io.micronaut.configuration.jdbc",
            "io.micronaut.flyway",
            "io.micronaut.data",
            "io.micronaut.transaction");

    Slice() {
      super("test");
    }

    @Override
    @SuppressWarnings("rawtypes")
    protected List<BeanDefinitionReference> resolveBeanDefinitionReferences() {
      return super.resolveBeanDefinitionReferences().stream()
          .filter(bean -> belongs(bean.getName()))
          .toList();
    }

    private static boolean belongs(String bean) {
      if (bean.startsWith("dev.freehold.")) {
        return bean.startsWith(GraphQlServer.class.getPackageName() + ".")
            || bean.startsWith(RequestIds.class.getName());
      }
      return LEFT_OUT.stream().noneMatch(bean::startsWith);
    }
  }

  private static Caller caller(HttpRequest<?> request) {
    String bearer = request.getHeaders().get("authorization");
    if ("Bearer expired".equals(bearer)) {
      throw FreeholdException.of(ErrorCode.TOKEN_EXPIRED, "token", "jwt expired");
    }
    if ("Bearer broken".equals(bearer)) {
      throw new IllegalStateException("the database is down at 10.0.0.7");
    }
    return new Caller.Guest();
  }

  URI uri(String path) {
    return server.getURI().resolve(path);
  }

  java.net.http.HttpRequest.Builder request(String path) {
    return java.net.http.HttpRequest.newBuilder(uri(path));
  }

  HttpResponse<String> send(java.net.http.HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** Posts a body as JSON, with further headers as name, value, name, value. */
  HttpResponse<String> post(String body, String... headers)
      throws IOException, InterruptedException {
    java.net.http.HttpRequest.Builder request =
        request("/graphql")
            .header("content-type", "application/json")
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /** The answer to one query without variables. */
  JsonNode query(String query, String... headers) throws IOException, InterruptedException {
    return json(post(body(query), headers));
  }

  static String body(String query) throws IOException {
    return JSON.writeValueAsString(Map.of("query", query));
  }

  static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  @Override
  public void close() {
    client.close();
    context.close();
  }
}
