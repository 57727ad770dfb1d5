package dev.freehold.api.data;

import static dev.freehold.api.data.Journal.ADA;
import static dev.freehold.api.data.Journal.denied;
import static dev.freehold.api.data.Journal.field;
import static dev.freehold.api.data.Journal.json;
import static dev.freehold.api.permission.Action.CREATE;
import static dev.freehold.api.permission.Action.READ;
import static dev.freehold.api.permission.TestRoles.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.api.permission.GrantedFields;
import dev.freehold.api.permission.RoleSet;
import dev.freehold.api.permission.TestRoles;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A row that is created by one statement, alone or among others, has the answer, the refusals and
 * the cells that it has when several statements make, check and read it.
 */
class SingleInsertTest {
  private static final Selection ANY = field("__typename");
  private static final Map<String, Object> FEW_STARS = Map.of("stars", Map.of("lt", 5));

  private static Journal journal;
  private static Journal stepByStep;

  /** What came of a create, and by how many statements. */
  private record Outcome(String answer, String rows, int statements) {}

  @BeforeAll
  static void start() {
    journal = new Journal();
    journal.schema.database.execute(
        """
        create table things (id int primary key generated always as identity, price numeric not null,
          amount int default 2, total numeric generated always as (price * amount) stored,
          label char(5), made timestamptz not null default now(), gone boolean not null default true);
        create table pairs (id int primary key,
          other int references pairs deferrable initially deferred);
        create table counters (id int primary key, value int not null);
        create table bills (id int primary key, counter_id int references counters, stars int, note text);
        create function count_bill() returns trigger language plpgsql as $$ begin
          update counters set value = value + 1 where id = new.counter_id;
          update bills set stars = 9, note = note || '!' where id = new.id; return null; end $$;
        create trigger count_bill after insert on bills for each row execute function count_bill();
        create table picky (id int primary key, text text);
        create function leave_out() returns trigger language plpgsql as
          $$ begin if new.text = 'no' then return null; end if; new.text := upper(new.text); return new; end $$;
        create trigger leave_out before insert on picky for each row execute function leave_out();
        """);
    journal.schema.softDelete("things", "gone");
    stepByStep = journal.stepByStep();
    journal = journal.reread();
  }

  private static TestRoles reads(String... tables) {
    TestRoles roles = new TestRoles().role();
    for (String table : tables) {
      roles.allow(table, READ);
    }
    return roles;
  }

  private static TestRoles checked(TestRoles roles, String table, Map<String, Object> check) {
    return roles.allow(table, CREATE, GrantedFields.ALL, null, check, Map.of());
  }

  /** The same by each way, with these numbers of statements. */
  private static String made(
      RoleSet roles, int several, int single, String field, String data, Selection... selected) {
    Map<String, Object> arguments = Map.of("data", json(data));
    Outcome before =
        outcome(stepByStep, roles, field, () -> stepByStep.mutate(field, arguments, selected));
    Outcome among =
        outcome(journal, roles, field, () -> journal.mutate(field, arguments, selected));
    Outcome alone = outcome(journal, roles, field, () -> journal.alone(field, arguments, selected));
    assertThat(List.of(among, alone))
        .containsOnly(new Outcome(before.answer(), before.rows(), single));
    assertThat(before.statements()).isEqualTo(several);
    return before.answer() + " " + before.rows();
  }

  private static Outcome outcome(
      Journal journal, RoleSet roles, String field, Supplier<String> mutation) {
    journal.fill();
    journal.schema.database.execute(
        "truncate things, pairs, counters, bills, picky restart identity;"
            + " insert into counters values (1, 0)");
    journal.as(roles);
    journal.statements.take();
    String answer;
    try {
      answer = mutation.get();
    } catch (FreeholdException e) {
      answer = e.code().code() + " " + new TreeMap<>(e.details());
    }
    int statements = journal.statements.take();
    List<String> rows = new ArrayList<>();
    switch (field) {
      case "commentCreate" ->
          rows.addAll(
              journal.texts("select concat_ws(' ', text, stars) from comments where id > 2"));
      case "postCreate" -> rows.addAll(journal.texts("select title from posts where id > 2"));
      case "thingCreate" ->
          rows.addAll(journal.texts("select concat_ws(' ', price, amount) from things"));
      case "billCreate" -> rows.addAll(journal.texts("select note from bills"));
      case "pickyCreate" -> rows.addAll(journal.texts("select text from picky"));
      default -> rows.addAll(journal.texts("select count(*) from pairs"));
    }
    return new Outcome(answer, rows.toString(), statements);
  }

  @Test
  void answersWhatIsSelected() {
    assertThat(
            made(
                TestRoles.administrator(),
                2,
                1,
                "commentCreate",
                "{'text': 'Third', 'stars': 3, 'postId': 1}",
                field("id"),
                field("text"),
                field("stars"),
                field("post", field("title"), field("author", field("name"))),
                ANY))
        .isEqualTo(
            "{\"id\":\"3\",\"text\":\"Third\",\"stars\":3,"
                + "\"post\":{\"title\":\"One\",\"author\":{\"name\":\"Ada\"}},"
                + "\"__typename\":\"Comment\"} [Third 3]");
  }

  @Test
  void needsNoRightToReadWhereNothingIsRead() {
    assertThat(
            made(
                new TestRoles().role().allow("comments", CREATE).set(),
                1,
                1,
                "commentCreate",
                "{'text': 'x'}",
                ANY))
        .isEqualTo("{\"__typename\":\"Comment\"} [x]");
  }

  @Test
  void makesWhatTheCheckAcceptsAndNothingElse() {
    RoleSet roles = checked(reads("comments"), "comments", FEW_STARS).set();

    assertThat(made(roles, 3, 1, "commentCreate", "{'text': 'x', 'stars': 4}", field("stars")))
        .isEqualTo("{\"stars\":4} [x 4]");
    assertThat(made(roles, 2, 1, "commentCreate", "{'text': 'x', 'stars': 5}", field("stars")))
        .isEqualTo(denied() + " []");
    // Unknown is not accepted.
    assertThat(made(roles, 2, 1, "commentCreate", "{'text': 'x'}", ANY))
        .isEqualTo(denied() + " []");
  }

  @Test
  void asksTablesThatTheRowRefersTo() {
    RoleSet roles =
        checked(
                reads("comments", "posts", "authors"),
                "comments",
                Map.of(
                    "post", Map.of("author", Map.of("id", Map.of("equals", "__loggedInUserId")))))
            .set();

    assertThat(
            made(
                roles,
                3,
                1,
                "commentCreate",
                "{'text': 'x', 'postId': 1}",
                field("post", field("title"))))
        .isEqualTo("{\"post\":{\"title\":\"One\"}} [x]");
    assertThat(made(roles, 2, 1, "commentCreate", "{'text': 'x'}", ANY))
        .isEqualTo(denied() + " []");
  }

  @Test
  void showsNoRowAndNoCellThatTheCallerDoesNotSee() {
    TestRoles roles =
        new TestRoles()
            .role()
            .allow("comments", READ, only(Set.of("id", "stars")), FEW_STARS, null, Map.of())
            .role()
            .allow(
                "comments",
                READ,
                only(Set.of("id", "text")),
                Map.of("text", Map.of("starts_with", "x")),
                null,
                Map.of())
            .allow("comments", CREATE);
    RoleSet set = roles.set();

    assertThat(
            made(
                set,
                2,
                1,
                "commentCreate",
                "{'text': 'x', 'stars': 9}",
                field("text"),
                field("stars")))
        .isEqualTo("{\"text\":\"x\",\"stars\":null} [x 9]");
    assertThat(
            made(
                set,
                2,
                1,
                "commentCreate",
                "{'text': 'y', 'stars': 1}",
                field("text"),
                field("stars")))
        .isEqualTo("{\"text\":null,\"stars\":1} [y 1]");
    assertThat(made(set, 2, 1, "commentCreate", "{'text': 'y', 'stars': 9}", field("id")))
        .isEqualTo("null [y 9]");
  }

  @Test
  void showsWhatTheDatabaseGivesTheRow() {
    // The mark of deleted rows is set by its default.
    assertThat(
            made(
                TestRoles.administrator(),
                2,
                1,
                "thingCreate",
                "{'price': '1.50'}",
                field("id"),
                field("total")))
        .isEqualTo("null [1.50 2]");
    journal.schema.database.execute("alter table things alter column gone set default false");
    assertThat(
            made(
                TestRoles.administrator(),
                2,
                1,
                "thingCreate",
                "{'price': '1.50', 'label': 'ab'}",
                field("id"),
                field("amount"),
                field("total"),
                field("label")))
        .isEqualTo("{\"id\":\"1\",\"amount\":2,\"total\":\"3.00\",\"label\":\"ab\"} [1.50 2]");
    journal.schema.database.execute("alter table things alter column gone set default true");
  }

  @Test
  void refusesWhatConstraintsRefuse() {
    RoleSet all = TestRoles.administrator();

    assertThat(made(all, 1, 1, "postCreate", "{'title': 'x', 'slug': 'one'}", field("id")))
        .isEqualTo("EntityExistsError {data=There is such a row already} []");
    assertThat(made(all, 1, 1, "postCreate", "{'title': 'bad'}", field("id")))
        .isEqualTo("ValidationError {data=A value is not allowed here} []");
    assertThat(made(all, 1, 1, "commentCreate", "{'stars': 1}", field("id")))
        .isEqualTo("ValidationError {data=A value is missing} []");
    assertThat(made(all, 1, 1, "commentCreate", "{'text': 'x', 'postId': 77}", field("id")))
        .isEqualTo(
            "ValidationError {data=It refers to a row that is not there, or others refer to it} []");
    assertThat(made(all, 1, 1, "thingCreate", "{'price': 1, 'label': 'too long'}", field("id")))
        .isEqualTo("ValidationError {value=A value does not fit its type} []");
  }

  @Test
  void refusesAtTheEndWhatIsCheckedThere() {
    RoleSet all = TestRoles.administrator();

    assertThat(made(all, 2, 1, "pairCreate", "{'id': 1, 'other': 1}", field("id")))
        .isEqualTo("{\"id\":\"1\"} [1]");
    assertThat(made(all, 2, 1, "pairCreate", "{'id': 1, 'other': 2}", field("id")))
        .isEqualTo(
            "ValidationError {data=It refers to a row that is not there, or others refer to it} [0]");
    try (TableTransaction transaction = journal.begin()) {
      journal.answerOnly(
          transaction,
          "pairCreate",
          Map.of("data", json("{'id': 3, 'other': 99}")),
          () -> false,
          ANY);
      assertThatThrownBy(transaction::commit)
          .isInstanceOfSatisfying(
              FreeholdException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.VALIDATION));
    }
  }

  @Test
  void showsAndChecksWhatTriggersMakeOfTheRow() {
    assertThat(
            made(
                TestRoles.administrator(),
                2,
                2,
                "billCreate",
                "{'id': 1, 'counterId': 1, 'note': 'paid'}",
                field("note"),
                field("stars"),
                field("counter", field("value"))))
        .isEqualTo("{\"note\":\"paid!\",\"stars\":9,\"counter\":{\"value\":1}} [paid!]");
    assertThat(
            made(
                checked(reads("bills"), "bills", FEW_STARS).set(),
                2,
                2,
                "billCreate",
                "{'id': 1, 'stars': 1, 'note': 'x'}",
                field("note")))
        .isEqualTo(denied() + " []");
  }

  @Test
  void refusesRowsThatATriggerLeavesOut() {
    RoleSet all = TestRoles.administrator();

    assertThat(made(all, 2, 2, "pickyCreate", "{'id': 1, 'text': 'yes'}", field("text")))
        .isEqualTo("{\"text\":\"YES\"} [YES]");
    assertThat(made(all, 1, 1, "pickyCreate", "{'id': 1, 'text': 'no'}", field("text")))
        .isEqualTo("ValidationError {data=The database did not take it} []");
  }

  @Test
  void refusesRowsThatANewTriggerLeavesOut() {
    journal.schema.database.execute(
        """
        create function leave_out_all() returns trigger language plpgsql as $$ begin return null; end $$;
        create trigger leave_out before insert on tags for each row execute function leave_out_all();
        """);
    try {
      journal.as(TestRoles.administrator());
      assertThat(journal.refusal("tagCreate", "{'name': 'x'}"))
          .isEqualTo("ValidationError {data=The database did not take it}");
      assertThatThrownBy(
              () -> journal.alone("tagCreate", Map.of("data", json("{'name': 'x'}")), ANY))
          .hasMessage(ErrorCode.VALIDATION.message());
    } finally {
      journal.schema.database.execute("drop function leave_out_all cascade");
    }
  }

  @Test
  void writesPresets() {
    RoleSet roles =
        reads("comments")
            .allow(
                "comments",
                CREATE,
                only(Set.of("text")),
                null,
                null,
                Map.of("owner", "__loggedInUserId", "stars", 3))
            .set();

    assertThat(made(roles, 2, 1, "commentCreate", "{'text': 'x'}", field("owner"), field("stars")))
        .isEqualTo("{\"owner\":\"%s\",\"stars\":3} [x 3]".formatted(ADA));
    assertThat(made(roles, 0, 0, "commentCreate", "{'text': 'x', 'stars': 1}", ANY))
        .isEqualTo("ValidationError {stars=Comment.stars has no field of that name to write} []");
  }

  @Test
  void triesPresetsInTurn() {
    RoleSet roles =
        reads("comments")
            .allow("comments", CREATE, only(Set.of("text")), null, FEW_STARS, Map.of("stars", 7))
            .role()
            .allow("comments", CREATE, only(Set.of("text")), null, FEW_STARS, Map.of("stars", 2))
            .set();

    assertThat(made(roles, 6, 6, "commentCreate", "{'text': 'x'}", field("stars")))
        .isEqualTo("{\"stars\":2} [x 2]");
  }

  @Test
  void seesTheRowInWhatLeadsBackToIt() {
    Map<String, Object> counted =
        Map.of("comments", Map.of("some", Map.of("text", Map.of("equals", "x"))));
    RoleSet check = checked(reads("comments", "posts"), "comments", Map.of("post", counted)).set();
    RoleSet rule =
        new TestRoles()
            .role()
            .allow("comments", CREATE)
            .allow("comments", READ, GrantedFields.ALL, Map.of("post", counted), null, Map.of())
            .set();

    assertThat(made(check, 3, 3, "commentCreate", "{'text': 'x', 'postId': 1}", field("text")))
        .isEqualTo("{\"text\":\"x\"} [x]");
    assertThat(made(rule, 2, 2, "commentCreate", "{'text': 'x', 'postId': 1}", field("text")))
        .isEqualTo("{\"text\":\"x\"} [x]");
    assertThat(
            made(
                TestRoles.administrator(),
                2,
                2,
                "commentCreate",
                "{'text': 'x', 'postId': 1}",
                field("post", field("comments", field("count")))))
        .isEqualTo("{\"post\":{\"comments\":{\"count\":2}}} [x]");
  }

  @Test
  void keepsARowThatIsAloneAtOnceAndOthersWithTheirOperation() {
    journal.fill();
    journal.as(TestRoles.administrator());
    Map<String, Object> row = Map.of("data", json("{'text': 'x'}"));

    try (TableTransaction transaction = journal.begin()) {
      journal.answerOnly(transaction, "commentCreate", row, () -> false, field("id"));
      assertThat(journal.texts("select count(*) from comments")).containsExactly("3");
    }
    try (TableTransaction transaction = journal.begin()) {
      journal.answer(transaction, "commentCreate", row, field("id"));
      assertThat(journal.texts("select count(*) from comments")).containsExactly("3");
    }
    assertThat(journal.texts("select count(*) from comments")).containsExactly("3");
  }

  @Test
  void keepsNothingOfAnOperationThatIsOver() {
    journal.fill();
    journal.as(TestRoles.administrator());

    try (TableTransaction transaction = journal.begin()) {
      journal.answerOnly(
          transaction,
          "commentCreate",
          Map.of("data", json("{'text': 'x'}")),
          () -> true,
          field("id"));
    }
    assertThat(journal.texts("select count(*) from comments")).containsExactly("2");
  }

  @Test
  void keepsAtOnceWhatACheckAcceptsAndNothingElse() {
    journal.fill();
    journal.as(checked(reads("comments"), "comments", FEW_STARS).set());

    try (TableTransaction transaction = journal.begin()) {
      alone(transaction, "{'text': 'x', 'stars': 1}");
      assertThat(journal.texts("select count(*) from comments")).containsExactly("3");
    }
    try (TableTransaction transaction = journal.begin()) {
      assertThatThrownBy(() -> alone(transaction, "{'text': 'y', 'stars': 5}"))
          .isInstanceOfSatisfying(
              FreeholdException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_AUTHORIZED));
    }
    assertThat(journal.texts("select text from comments where id > 2")).containsExactly("x");
  }

  @Test
  void tellsAnIllTypedValueFromARefusal() {
    assertThatThrownBy(
            () -> journal.schema.database.texts("select cast('refused' || random() as boolean)"))
        .hasRootCauseInstanceOf(SQLException.class)
        .satisfies(
            e -> assertThat(SingleInsertWriter.refused((SQLException) e.getCause())).isFalse());
  }

  private static void alone(TableTransaction transaction, String row) {
    journal.answerOnly(
        transaction, "commentCreate", Map.of("data", json(row)), () -> false, field("id"));
  }
}
