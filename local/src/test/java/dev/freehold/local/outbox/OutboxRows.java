package dev.freehold.local.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.local.TestPlatform;
import dev.freehold.local.outbox.RecordingReceiver.Received;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A realm's accounts and outbox as Keycloak's database has them. */
record OutboxRows(TestPlatform platform, TestRealm realm) {
  /** How many events are in that state. */
  long count(String state) throws SQLException {
    return query(
            "select o.ID, '' from FREEHOLD_OUTBOX o join REALM r on r.ID = o.REALM_ID"
                + " where r.NAME = ? and o.STATE = '"
                + state
                + "'")
        .size();
  }

  /** E-mails of the accounts. */
  List<String> accounts() throws SQLException {
    return new ArrayList<>(
        query(
                "select u.ID, u.EMAIL from USER_ENTITY u join REALM r on r.ID = u.REALM_ID"
                    + " where r.NAME = ? and u.SERVICE_ACCOUNT_CLIENT_LINK is null")
            .values());
  }

  /** State of the event of each account that has one only, by e-mail, and whether it is leased. */
  Map<String, String> states() throws SQLException {
    return query(
        "select o.PAYLOAD::json #>> '{data,user,email}',"
            + " o.STATE || case when o.LEASE is null then '' else ' leased' end"
            + " from FREEHOLD_OUTBOX o join REALM r on r.ID = o.REALM_ID where r.NAME = ?");
  }

  /**
   * Of each account every event came, none before an earlier one was taken, each time with the same
   * content; and the last says what the account is.
   */
  void assertToldInOrder(List<Received> deliveries) throws SQLException {
    Map<String, List<Received>> ofSubjects =
        deliveries.stream()
            .collect(Collectors.groupingBy(one -> one.data().path("subject").asText()));
    Map<String, String> accounts =
        query(
            "select u.ID, h.SEQ || ' ' || u.FIRST_NAME || ' ' || u.ENABLED"
                + " from USER_ENTITY u join REALM r on r.ID = u.REALM_ID"
                + " join FREEHOLD_OUTBOX_USER h on h.SUBJECT = u.ID where r.NAME = ?");
    assertThat(ofSubjects.keySet()).isEqualTo(accounts.keySet());
    ofSubjects.forEach((subject, all) -> {
      long taken = 0;
      Map<Long, String> bodies = new HashMap<>();
      for (Received one : all) {
        long sequence = one.data().path("sequence").asLong();
        assertThat(sequence).as("sequence of %s after %s", subject, taken).isIn(taken, taken + 1);
        assertThat(one.body()).isEqualTo(bodies.computeIfAbsent(sequence, any -> one.body()));
        taken = one.status() == 204 ? sequence : taken;
      }
      JsonNode user = all.getLast().data().path("user");
      assertThat(taken + " " + user.path("firstName").asText() + " " + user.path("enabled"))
          .isEqualTo(accounts.get(subject));
    });
  }

  private Map<String, String> query(String sql) throws SQLException {
    try (Connection connection = platform.keycloakDatabase();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, realm.name());
      Map<String, String> found = new LinkedHashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getString(1), rows.getString(2));
        }
      }
      return found;
    }
  }
}
