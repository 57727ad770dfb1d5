package dev.freehold.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of Keycloak that keeps in step with Users, over HTTP: a token for the service account,
 * the resources {@code freehold-sync} and {@code freehold-claims} of the realm {@code freehold},
 * and log-outs of accounts. All else is "not ready".
 */
public final class SimulatedKeycloak implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern AFTER = Pattern.compile("(?:^|&)after=([^&]*)");
  private static final Pattern LOG_OUT =
      Pattern.compile("/admin/realms/freehold/users/([^/]*)/logout");
  private static final Pattern MAX = Pattern.compile("(?:^|&)max=([0-9]+)");

  public final ConcurrentSkipListMap<String, Account> accounts = new ConcurrentSkipListMap<>();
  public final Set<String> pending = ConcurrentHashMap.newKeySet();

  /** What tokens would say. */
  public final SimulatedClaims claims = new SimulatedClaims();

  /** The keys after which pages were asked for, in their order. */
  public final List<String> pages = new CopyOnWriteArrayList<>();

  /** The subjects whose sessions were ended, in their order. */
  public final List<String> loggedOut = new CopyOnWriteArrayList<>();

  /** The profile that the realm says it is of; null: it says nothing at all. */
  public volatile String owner;

  public volatile String profileId;
  public volatile boolean down;
  private final HttpServer server;

  /** An account as its database has it. */
  public record Account(
      String subject,
      long sequence,
      String email,
      boolean emailVerified,
      String firstName,
      String lastName,
      boolean enabled) {}

  public SimulatedKeycloak() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public void put(String subject, long sequence, String email, boolean verified, String first) {
    accounts.put(subject, new Account(subject, sequence, email, verified, first, null, true));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Object answer = down ? null : answer(exchange, exchange.getRequestURI().getPath());
      byte[] body = answer == null ? new byte[0] : JSON.writeValueAsBytes(answer);
      exchange.getResponseHeaders().set("content-type", "application/json");
      exchange.sendResponseHeaders(answer == null ? 503 : 200, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Object answer(HttpExchange exchange, String path) throws IOException {
    return switch (path) {
      case "/realms/master/protocol/openid-connect/token" ->
          Map.of("access_token", "of no use", "expires_in", 300, "token_type", "Bearer");
      case "/admin/realms/freehold/freehold-sync/accounts" ->
          page(String.valueOf(exchange.getRequestURI().getQuery()));
      case "/admin/realms/freehold/freehold-sync/accounts/lookup" ->
          lookup(JSON.readTree(exchange.getRequestBody()).at("/ids"));
      case "/admin/realms/freehold/freehold-sync/status" ->
          Map.of("pending", pending.size(), "dead", 0, "oldestSeconds", 0.0);
      case "/admin/realms/freehold/freehold-claims" ->
          claims.take(JSON.readTree(exchange.getRequestBody()), accounts::containsKey);
      case "/admin/realms/freehold" ->
          exchange.getRequestMethod().equals("GET") && owner != null
              ? Map.of("realm", "freehold", "attributes", Map.of("freehold.profile.id", owner))
              : null;
      default -> logOut(LOG_OUT.matcher(path));
    };
  }

  private Map<String, Object> logOut(Matcher path) {
    if (!path.matches()) {
      return null;
    }
    loggedOut.add(path.group(1));
    return Map.of();
  }

  private Map<String, Object> page(String query) {
    String after = text(AFTER.matcher(query));
    int max = Integer.parseInt(text(MAX.matcher(query)));
    pages.add(after);
    List<Map<String, Object>> page = new ArrayList<>();
    accounts.tailMap(after, false).values().stream()
        .limit(max)
        .forEach(account -> page.add(json(account)));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("profileId", profileId);
    answer.put("accounts", page);
    answer.put("next", page.size() < max ? null : page.getLast().get("subject"));
    return answer;
  }

  private Map<String, Object> json(Account account) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("subject", account.subject());
    json.put("sequence", account.sequence());
    json.put("pending", pending.contains(account.subject()));
    json.put("email", account.email());
    json.put("emailVerified", account.emailVerified());
    json.put("firstName", account.firstName());
    json.put("lastName", account.lastName());
    json.put("enabled", account.enabled());
    return json;
  }

  private Map<String, Object> lookup(JsonNode ids) {
    List<String> present = new ArrayList<>();
    List<String> waiting = new ArrayList<>();
    for (JsonNode id : ids) {
      if (accounts.containsKey(id.asText())) {
        present.add(id.asText());
      }
      if (pending.contains(id.asText())) {
        waiting.add(id.asText());
      }
    }
    return Map.of("profileId", profileId, "present", present, "pending", waiting);
  }

  private static String text(Matcher matcher) {
    return matcher.find() ? matcher.group(1) : "";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
