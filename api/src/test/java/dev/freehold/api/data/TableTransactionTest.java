package dev.freehold.api.data;

import static dev.freehold.api.data.Journal.field;
import static dev.freehold.api.data.Journal.json;
import static dev.freehold.api.permission.Action.READ;
import static dev.freehold.api.permission.Action.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.api.permission.GrantedFields;
import dev.freehold.api.permission.TestRoles;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the mutations of an operation, and of statements that the database refuses. */
class TableTransactionTest {
  private static final Selection ANY = field("__typename");

  private static Journal journal;

  @BeforeAll
  static void start() {
    journal = new Journal();
    journal.schema.database.execute(
        """
        create table pairs (id int primary key,
          other int references pairs deferrable initially deferred);
        create table picky (id int primary key generated always as identity, text text);
        create function skip() returns trigger language plpgsql as
          $$ begin if new.text = 'no' then return null; end if; return new; end $$;
        create trigger skip before insert on picky for each row execute function skip();
        """);
    journal = journal.reread();
  }

  @BeforeEach
  void fill() {
    journal.fill();
    journal.schema.database.execute("truncate pairs, picky");
    journal.as(TestRoles.administrator());
  }

  @Test
  void keepsNothingThatIsNotCommitted() {
    try (TableTransaction transaction = journal.begin()) {
      journal.answer(transaction, "tagCreate", Map.of("data", json("{'name': 'x'}")), ANY);
      assertThat(journal.texts("select count(*) from tags")).containsExactly("3");
    }
    assertThat(journal.texts("select count(*) from tags")).containsExactly("3");

    try (TableTransaction transaction = journal.begin()) {
      journal.answer(transaction, "tagCreate", Map.of("data", json("{'name': 'x'}")), ANY);
      journal.answer(transaction, "tagDelete", Map.of("data", json("{'id': 2}")), ANY);
      transaction.commit();
    }
    assertThat(journal.texts("select string_agg(name, ' ' order by name) from tags"))
        .containsExactly("blue red x");
  }

  @Test
  void refusesAtTheEndWhatIsCheckedThere() {
    journal.mutate(
        "pairCreateMany",
        Map.of("data", json("[{'id': 1, 'other': 2}, {'id': 2, 'other': 1}]")),
        field("count"));

    try (TableTransaction transaction = journal.begin()) {
      journal.answer(
          transaction, "pairCreate", Map.of("data", json("{'id': 3, 'other': 99}")), ANY);
      assertThatThrownBy(transaction::commit)
          .isInstanceOfSatisfying(
              FreeholdException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.VALIDATION));
    }
    assertThat(journal.texts("select count(*) from pairs")).containsExactly("2");
  }

  @Test
  void doesNotConfuseRowsWhenATriggerLeavesSomeOut() {
    assertThat(
            journal.refusal(
                "pickyCreateMany", Map.of("data", json("[{'text': 'no'}, {'text': 'yes'}]"))))
        .isEqualTo("ValidationError {data=The database did not take it}");
    assertThat(journal.texts("select count(*) from picky")).containsExactly("0");
  }

  @Test
  void takesMoreValuesThanOneStatementCan() {
    journal.schema.database.execute("alter table picky " + columns(70) + ", add column last text");
    Journal wide = journal.reread();
    wide.as(TestRoles.administrator());
    StringBuilder row = new StringBuilder("{'last': 'x'");
    for (int i = 0; i < 70; i++) {
      row.append(", 'c%d': 'v'".formatted(i));
    }
    Map<String, Object> data =
        Map.of("data", Collections.nCopies(1_000, json(row.append('}').toString())));

    wide.statements.take();
    assertThat(wide.mutate("pickyCreateMany", data, field("count"))).isEqualTo("{\"count\":1000}");
    assertThat(wide.statements.take()).isEqualTo(4);
    assertThat(journal.texts("select count(*) from picky where c69 = 'v' and last = 'x'"))
        .containsExactly("1000");
  }

  private static String columns(int number) {
    StringBuilder columns = new StringBuilder();
    for (int i = 0; i < number; i++) {
      columns.append(i == 0 ? "" : ", ").append("add column c").append(i).append(" text");
    }
    return columns.toString();
  }

  @Test
  void changesNoMoreRowsThanItSays() {
    journal.schema.database.execute(
        "insert into comments (text) select 'x' from generate_series(1, 10000)");

    assertThat(
            journal.refusal(
                "commentUpdateByFilter",
                Map.of("filter", Map.of("id", Map.of("gt", 0)), "data", json("{'stars': 1}"))))
        .isEqualTo("LimitExceededError {filter=finds more than 10000 rows}");
    assertThat(
            journal.mutate(
                "commentUpdateByFilter",
                Map.of("filter", Map.of("id", Map.of("gt", 2)), "data", json("{'stars': 1}")),
                field("count")))
        .isEqualTo("{\"count\":10000}");
  }

  @Test
  void changesNoRowThatSomebodyElseTookOutOfTheFilter() {
    assertThat(
            journal.after(
                "update comments set stars = 9 where id = 1",
                () ->
                    journal.mutate(
                        "commentUpdateByFilter",
                        Map.of(
                            "filter", json("{'stars': {'lt': 5}}"), "data", json("{'text': 'x'}")),
                        field("count"))))
        .isEqualTo("{\"count\":1}");
    assertThat(journal.texts("select text from comments order by id"))
        .containsExactly("First", "x");
  }

  @Test
  void connectsNoRowThatSomebodyElseHidMeanwhile() {
    journal.as(
        new TestRoles()
            .role()
            .allow("posts", READ, UPDATE)
            .allow(
                "comments",
                READ,
                GrantedFields.ALL,
                Map.of("stars", Map.of("lt", 5)),
                null,
                Map.of())
            .allow("comments", UPDATE)
            .set());

    assertThat(
            journal.after(
                "update comments set stars = 9 where id = 2",
                () ->
                    journal.refusal(
                        "postUpdate", "{'id': 1, 'comments': {'connect': [{'id': 2}]}}")))
        .isEqualTo("EntityNotFoundError {comments.connect.0=There is no such row}");
  }

  @Test
  void saysWhenOthersAreInTheWay() throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    CompletableFuture<String> one =
        CompletableFuture.supplyAsync(() -> change(both, 1, 2), Thread::startVirtualThread);
    CompletableFuture<String> other =
        CompletableFuture.supplyAsync(() -> change(both, 2, 1), Thread::startVirtualThread);

    assertThat(List.of(one.get(), other.get()))
        .containsExactlyInAnyOrder(
            "done", "IllegalOperationError {conflict=Others changed the same: try again}");
  }

  private static String change(CyclicBarrier both, int first, int second) {
    try (TableTransaction transaction = journal.begin()) {
      String change = "{'id': %d, 'stars': 5}";
      journal.answer(
          transaction, "commentUpdate", Map.of("data", json(change.formatted(first))), ANY);
      both.await(1, TimeUnit.MINUTES);
      journal.answer(
          transaction, "commentUpdate", Map.of("data", json(change.formatted(second))), ANY);
      transaction.commit();
      return "done";
    } catch (FreeholdException e) {
      return e.code().code() + " " + e.details();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
