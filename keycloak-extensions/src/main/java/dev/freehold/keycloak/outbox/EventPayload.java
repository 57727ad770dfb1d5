package dev.freehold.keycloak.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The JSON body of an event, as docs/architecture.md describes it. */
record EventPayload(
    UserEventType type,
    Instant timestamp,
    String realm,
    String profileId,
    String subject,
    long sequence,
    UserState user,
    Revocation revocation,
    Actor actor) {

  private static final ObjectMapper JSON = new ObjectMapper();

  String toJson() {
    ObjectNode root = JSON.createObjectNode();
    root.put("type", type.wireName());
    root.put("timestamp", text(timestamp));
    ObjectNode data = root.putObject("data");
    data.put("realm", realm);
    data.put("profileId", profileId);
    data.put("subject", subject);
    data.put("sequence", sequence);
    if (user == null) {
      data.putNull("user");
    } else {
      write(data.putObject("user"));
    }
    data.put("sessionId", revocation.sessionId());
    data.put("notBefore", revocation.notBefore());
    if (revocation.sessions() == null) {
      data.putNull("sessions");
    } else {
      data.putPOJO("sessions", revocation.sessions());
    }
    data.put("actor", actor.wireName());
    try {
      return JSON.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void write(ObjectNode person) {
    person.put("username", user.username());
    person.put("email", user.email());
    person.put("emailVerified", user.emailVerified());
    person.put("firstName", user.firstName());
    person.put("lastName", user.lastName());
    person.put("enabled", user.enabled());
    person.put("locale", user.locale());
    person.put(
        "createdAt",
        user.createdAt() == null ? null : text(Instant.ofEpochMilli(user.createdAt())));
  }

  private static String text(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
