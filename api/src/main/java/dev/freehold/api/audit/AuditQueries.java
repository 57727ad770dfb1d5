package dev.freehold.api.audit;

import dev.freehold.api.operation.Arguments;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.data.connection.ConnectionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the audit log page by page, by its key: a page costs the same wherever it is. */
@Singleton
class AuditQueries {
  private final ConnectionOperations<Connection> connections;

  AuditQueries(ConnectionOperations<Connection> connections) {
    this.connections = connections;
  }

  /** The newest entries first; one more than asked for tells that there are more. */
  AuditView.Page page(Arguments filter, int first, Optional<String> after) {
    List<Object> parameters = new ArrayList<>();
    String sql =
        "select id, at, actor, action, target, request_id, details::text from freehold.audit_log"
            + where(filter, after, parameters)
            + " order by id desc limit ?";
    parameters.add(first + 1);
    List<AuditView> found = read(sql, parameters);
    boolean more = found.size() > first;
    List<AuditView> items = more ? List.copyOf(found.subList(0, first)) : found;
    return new AuditView.Page(items, more, items.isEmpty() ? null : items.getLast().id());
  }

  private static String where(Arguments filter, Optional<String> after, List<Object> parameters) {
    List<String> conditions = new ArrayList<>(List.of("true"));
    filter.string("actor").ifPresent(actor -> add("actor = ?", actor, conditions, parameters));
    filter.string("target").ifPresent(target -> add("target = ?", target, conditions, parameters));
    filter
        .string("action")
        .ifPresent(action -> {
          if (action.endsWith(".*")) {
            String prefix = action.substring(0, action.length() - 1);
            add("starts_with(action, ?)", prefix, conditions, parameters);
          } else {
            add("action = ?", action, conditions, parameters);
          }
        });
    filter.instant("from").ifPresent(from -> add("at >= ?", utc(from), conditions, parameters));
    filter.instant("to").ifPresent(to -> add("at < ?", utc(to), conditions, parameters));
    after.ifPresent(cursor -> add("id < ?", id(cursor), conditions, parameters));
    return " where " + String.join(" and ", conditions);
  }

  private static void add(
      String condition, Object parameter, List<String> conditions, List<Object> parameters) {
    conditions.add(condition);
    parameters.add(parameter);
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private static long id(String cursor) {
    try {
      return Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw new FreeholdException(
          ErrorCode.VALIDATION,
          ErrorCode.VALIDATION.message(),
          java.util.Map.of("after", "is not the endCursor of a page"),
          e);
    }
  }

  private List<AuditView> read(String sql, List<Object> parameters) {
    return connections.executeRead(status -> {
      try (PreparedStatement statement = status.getConnection().prepareStatement(sql)) {
        for (int i = 0; i < parameters.size(); i++) {
          statement.setObject(i + 1, parameters.get(i));
        }
        List<AuditView> entries = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            entries.add(entry(rows));
          }
        }
        return entries;
      } catch (SQLException e) {
        throw new IllegalStateException("The audit log could not be read", e);
      }
    });
  }

  private static AuditView entry(ResultSet row) throws SQLException {
    return new AuditView(
        row.getString("id"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("actor"),
        row.getString("action"),
        row.getString("target"),
        row.getString("request_id"),
        Details.read(row.getString("details")));
  }
}
