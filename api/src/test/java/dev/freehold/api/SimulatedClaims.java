package dev.freehold.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** What Keycloak's extension keeps for tokens, by the rules of docs/architecture.md. */
public final class SimulatedClaims {
  /** By subject; a user id of null says nothing. */
  public final Map<String, Told> told = new ConcurrentHashMap<>();

  /** How many accounts each push brought, in their order. */
  public final List<Integer> pushes = new CopyOnWriteArrayList<>();

  /** Runs while a push is being taken, before anything is kept of it. */
  public volatile Runnable meanwhile = () -> {};

  /** What is kept of an account. */
  public record Told(long version, String userId, List<String> roles) {}

  Map<String, Object> take(JsonNode push, Predicate<String> known) {
    meanwhile.run();
    List<String> unknown = new ArrayList<>();
    Map<String, Long> behind = new HashMap<>();
    for (JsonNode account : push.get("accounts")) {
      String subject = account.get("subject").asText();
      if (known.test(subject)) {
        apply(subject, account, behind);
      } else {
        unknown.add(subject);
      }
    }
    pushes.add(push.get("accounts").size());
    return Map.of("unknown", unknown, "behind", behind);
  }

  private synchronized void apply(String subject, JsonNode account, Map<String, Long> behind) {
    Told before = told.get(subject);
    long version = account.get("version").asLong();
    if (before != null && before.version() >= version) {
      behind.put(subject, before.version());
      return;
    }
    List<String> roles = new ArrayList<>();
    account.get("roles").forEach(role -> roles.add(role.asText()));
    JsonNode user = account.get("userId");
    told.put(
        subject, new Told(version, user == null || user.isNull() ? null : user.asText(), roles));
  }
}
