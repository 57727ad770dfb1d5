package dev.freehold.api.token;

import static org.awaitility.Awaitility.await;

import dev.freehold.api.TestDatabase;
import dev.freehold.api.profile.TrustedIssuers;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** The whole API on a port, with a {@link TestIssuer} where its default realm would be. */
final class RunningApi implements AutoCloseable {
  final TestIssuer issuer = new TestIssuer();
  final TestDatabase database = TestDatabase.create();
  private final HttpClient http = HttpClient.newHttpClient();
  private final EmbeddedServer server;
  private final URI management;

  RunningApi(Map<String, Object> more) {
    int port = freePort();
    Map<String, Object> properties = database.properties();
    String name = issuer.trusted().issuer();
    properties.put("freehold.keycloak.url", name.substring(0, name.indexOf("/realms/")));
    properties.put("freehold.default-realm", "test");
    properties.put("micronaut.server.port", -1);
    properties.put("endpoints.all.port", port);
    properties.putAll(more);
    server = ApplicationContext.run(EmbeddedServer.class, properties);
    management = URI.create("http://127.0.0.1:" + port);
    // As if the realm had been provisioned before: there is no Keycloak to do it.
    database.execute("update freehold.profiles set trusted = true");
    TrustedIssuers issuers = server.getApplicationContext().getBean(TrustedIssuers.class);
    await().until(() -> issuers.byIssuer(name).isPresent());
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(server.getURI().resolve(path)));
  }

  HttpResponse<String> manage(String path) {
    return send(HttpRequest.newBuilder(management.resolve(path)));
  }

  /** Posts to {@code /graphql}; the header is left out when null. */
  HttpResponse<String> query(String authorization, String query) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.getURI().resolve("/graphql"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"" + query + "\"}"));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return send(request);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.close();
    http.close();
    issuer.close();
  }
}
