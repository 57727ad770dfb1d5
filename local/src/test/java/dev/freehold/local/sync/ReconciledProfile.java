package dev.freehold.local.sync;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.local.GraphQl;
import dev.freehold.local.TestPlatform;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.keycloak.admin.client.resource.RealmResource;

/**
 * A profile with a realm of its own, whose accounts can be changed by SQL: then no event tells of
 * it.
 */
public record ReconciledProfile(
    TestPlatform platform, GraphQl administrator, String id, String name, String realmId)
    implements AutoCloseable {
  private static final String RUN =
      "query($profile: ID!) { reconciliationRuns(profileId: $profile, first: 1) { items { id status"
          + " phase checked missing different extra underWay repaired removed failed reason"
          + " findings { kind subject fields } } } }";

  public static ReconciledProfile create(TestPlatform platform) {
    platform.api();
    platform.awaitProvisioned();
    GraphQl administrator = platform.administrator();
    String name = "sync-" + UUID.randomUUID().toString().substring(0, 8);
    JsonNode profile =
        administrator
            .data(
                "mutation($name: String!) { authenticationProfileCreate(data: {name: $name})"
                    + " { id status } }",
                Map.of("name", name))
            .at("/authenticationProfileCreate");
    String realmId = platform.admin().realm(name).toRepresentation().getId();
    return new ReconciledProfile(
        platform, administrator, profile.at("/id").asText(), name, realmId);
  }

  RealmResource realm() {
    return platform.admin().realm(name);
  }

  /** Makes accounts {@code prefix}000001 and so on behind Keycloak's back. */
  public void insertAccounts(String prefix, int count) {
    keycloak(
        """
        insert into user_entity (id, username, email, email_constraint, email_verified, enabled,
          first_name, last_name, realm_id, created_timestamp, not_before)
        select gen_random_uuid()::text, u, u || '@example.com', u || '@example.com', true, true,
          'Given', 'Family', '%s', 0, 0
        from (select '%s' || lpad(n::text, 6, '0') u from generate_series(1, %d) n) s\
        """
            .formatted(realmId, prefix, count));
  }

  public void keycloak(String sql) {
    try (Connection database = platform.keycloakDatabase();
        Statement statement = database.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is known of the profile's accounts, one text each. */
  List<String> users() {
    List<String> found = new ArrayList<>();
    try (Connection database = platform.freeholdDatabase();
        PreparedStatement statement =
            database.prepareStatement(
                """
                select concat_ws(' ', u.email, u.first_name) from freehold.users u
                join freehold.identities i on i.user_id = u.id where i.profile_id = ?::uuid\
                """)) {
      statement.setString(1, id);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  public void start(boolean dryRun, boolean force) {
    administrator.data(
        "mutation($profile: ID!, $dryRun: Boolean, $force: Boolean) { reconcileUsers(profileId:"
            + " $profile, dryRun: $dryRun, force: $force) { id } }",
        Map.of("profile", id, "dryRun", dryRun, "force", force));
  }

  /** The last run as it is now. */
  public JsonNode run() {
    return administrator.data(RUN, Map.of("profile", id)).at("/reconciliationRuns/items/0");
  }

  /** The last run, when it has ended. */
  public JsonNode ended(Duration patience) {
    await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> !run().at("/status").asText().equals("RUNNING"));
    return run();
  }

  @Override
  public void close() {
    administrator.data(
        "mutation($id: ID!) { authenticationProfileDelete(data: {id: $id, force: true})"
            + " { success } }",
        Map.of("id", id));
  }
}
