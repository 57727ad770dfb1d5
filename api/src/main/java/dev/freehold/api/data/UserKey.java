package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.filter.Operand;
import dev.freehold.api.filter.Operator;
import dev.freehold.api.filter.Variable;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Which user {@code user} is about. */
sealed interface UserKey {
  /** The condition, and the order where several may be meant. */
  void write(Sql sql, ConditionWriter conditions, Scope user);

  /** A user whose id the API knows. */
  record Known(UUID id) implements UserKey {
    @Override
    public void write(Sql sql, ConditionWriter conditions, Scope user) {
      sql.column(user.alias(), "id").add(" = ").value(id.toString(), "uuid");
    }
  }

  /** Whoever asks. */
  record Own() implements UserKey {
    @Override
    public void write(Sql sql, ConditionWriter conditions, Scope user) {
      Column id = user.table().column("id").orElseThrow();
      Operand caller = new Operand.OfCaller(Variable.USER_ID);
      conditions.rule(new Filter.Compare(id, Operator.EQUALS, caller), user);
    }
  }

  /** As a client names him: by what he sees of users, e-mails without regard to case. */
  record Named(Filter key, Optional<Operand> email) implements UserKey {
    @Override
    public void write(Sql sql, ConditionWriter conditions, Scope user) {
      conditions.client(key, user);
      if (email.isPresent()) {
        sql.add(" and lower(");
        conditions.cell(column(user.table(), "email"), user);
        sql.add(") = lower(").value(Parameter.of(email.get()), "text").add(") order by ");
        // The one whose e-mail is verified before others who merely say it is theirs.
        conditions.cell(column(user.table(), "email_verified"), user);
        sql.add(" desc nulls last, ").column(user.alias(), "id");
      }
    }

    private static Column column(Table users, String name) {
      return users.column(name).orElseThrow();
    }
  }

  /**
   * The caller when nothing else is said.
   *
   * @throws FreeholdException {@link ErrorCode#USER_NOT_FOUND} when he is no user
   */
  static UserKey of(
      Table users, Map<String, Object> arguments, ReadPlanner planner, CallerValues caller) {
    Map<String, Object> named = new LinkedHashMap<>(arguments);
    named.values().removeIf(value -> value == null);
    if (named.isEmpty()) {
      var _ = caller.user().orElseThrow(UserKey::absent);
      return new Own();
    }
    var _ = planner.require(users);
    Optional<Operand> email =
        Optional.ofNullable(named.remove("email")).map(value -> email(users, value));
    return new Named(named.isEmpty() ? Filter.Always.TRUE : planner.key(users, named), email);
  }

  private static Operand email(Table users, Object value) {
    return Operand.of(users.column("email").orElseThrow().type(), false, value, "email");
  }

  /** The refusal that 8base clients know. */
  static FreeholdException absent() {
    return FreeholdException.of(
        ErrorCode.USER_NOT_FOUND, "user", ErrorCode.USER_NOT_FOUND.message());
  }
}
