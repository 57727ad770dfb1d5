package dev.freehold.api.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * The part of Keycloak that a provisioning asks, over HTTP: realms, and below them documents that
 * are made, read and replaced. It notes who asked for what, and hides secrets as Keycloak does.
 */
final class SimulatedRealms implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HIDDEN = "**********";
  private static final Set<String> NAMES = Set.of("alias", "realm");
  private static final Set<String> COLLECTIONS =
      Set.of(
          "realms",
          "flows",
          "required-actions",
          "instances",
          "mappers",
          "clients",
          "client-scopes",
          "default-client-scopes",
          "users");

  /** {@code GET /admin/realms/…}, in their order. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  /** Who has the realms' keys. */
  volatile String issuer;

  private final Map<String, ObjectNode> documents = new ConcurrentSkipListMap<>();
  private final HttpServer server;

  SimulatedRealms() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What Keycloak has at {@code /admin/realms/…}; changing it is what an administrator does. */
  ObjectNode at(String path) {
    return documents.get(path);
  }

  /** The requests that may have changed something. */
  List<String> writes() {
    return requests.stream().filter(request -> !request.startsWith("GET ")).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().replaceAll("/$", "");
      if (path.endsWith("/certs")) {
        byte[] keys = URI.create(issuer + path).toURL().openStream().readAllBytes();
        exchange.sendResponseHeaders(200, keys.length);
        exchange.getResponseBody().write(keys);
        return;
      }
      JsonNode answer =
          path.endsWith("/token")
              ? JSON.valueToTree(
                  Map.of("access_token", "of no use", "expires_in", 300, "token_type", "Bearer"))
              : administration(exchange, path, JSON.readTree(exchange.getRequestBody()));
      byte[] body = answer == null ? new byte[0] : JSON.writeValueAsBytes(answer);
      exchange.getResponseHeaders().set("content-type", "application/json");
      exchange.sendResponseHeaders(status(exchange, answer), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static int status(HttpExchange exchange, JsonNode answer) {
    return switch (exchange.getRequestMethod()) {
      case "GET" -> answer == null ? 404 : 200;
      case "POST" -> answer == null ? 201 : 200;
      default -> 204;
    };
  }

  private JsonNode administration(HttpExchange exchange, String path, JsonNode given) {
    requests.add(exchange.getRequestMethod() + " " + path);
    String last = path.substring(path.lastIndexOf('/') + 1);
    switch (exchange.getRequestMethod()) {
      case "GET" -> {
        return COLLECTIONS.contains(last)
            ? list(path, exchange.getRequestURI().getQuery())
            : hidden(documents.get(path));
      }
      case "POST" -> {
        String made = path + '/' + add(path, given.deepCopy());
        exchange.getResponseHeaders().set("location", url() + made);
      }
      case "PUT" -> documents.put(path, given.deepCopy());
      default -> documents.remove(path);
    }
    return null;
  }

  private String add(String path, ObjectNode document) {
    String name =
        NAMES.stream()
            .flatMap(field -> Stream.ofNullable(document.get(field)))
            .map(JsonNode::asText)
            .findFirst()
            .orElseGet(() -> UUID.randomUUID().toString());
    if (!path.endsWith("/realms")) {
      document.put("id", name);
    }
    documents.put(path + '/' + name, document);
    return name;
  }

  private ArrayNode list(String path, String query) {
    ArrayNode found = JSON.createArrayNode();
    documents.forEach((key, document) -> {
      boolean direct = key.startsWith(path + '/') && key.indexOf('/', path.length() + 1) < 0;
      boolean asked =
          query == null
              || !query.contains("clientId=")
              || query.contains("clientId=" + document.path("clientId").asText() + "&")
              || query.endsWith("clientId=" + document.path("clientId").asText());
      if (direct && asked) {
        found.add(hidden(document));
      }
    });
    return found;
  }

  private static JsonNode hidden(ObjectNode document) {
    if (document == null) {
      return null;
    }
    ObjectNode shown = document.deepCopy();
    for (JsonNode part : List.of(shown.path("config"), shown.path("smtpServer"))) {
      for (String secret : List.of("clientSecret", "password")) {
        if (part.has(secret)) {
          ((ObjectNode) part).put(secret, HIDDEN);
        }
      }
    }
    return shown;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
