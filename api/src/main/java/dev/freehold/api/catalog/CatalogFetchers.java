package dev.freehold.api.catalog;

import dev.freehold.api.access.Access;
import dev.freehold.api.access.Caller;
import dev.freehold.api.operation.Arguments;
import dev.freehold.api.operation.FieldCall;
import dev.freehold.api.operation.FieldRegistry;
import dev.freehold.api.operation.FieldSource;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The fields about the catalog itself; all of them are for administrators. */
@Singleton
class CatalogFetchers implements FieldSource {
  private static final Comparator<TableView> ORDER =
      Comparator.comparing(TableView::schema).thenComparing(TableView::name);

  private final CatalogHolder holder;
  private final CatalogWatch watch;
  private final TableSettingsService settings;
  private final List<CatalogAdvice> advice;

  CatalogFetchers(
      CatalogHolder holder,
      CatalogWatch watch,
      TableSettingsService settings,
      List<CatalogAdvice> advice) {
    this.holder = holder;
    this.watch = watch;
    this.settings = settings;
    this.advice = advice;
  }

  @Override
  public String schema() {
    return "schema/catalog.graphqls";
  }

  @Override
  public void register(FieldRegistry fields) {
    fields.type("CatalogStatus", StatusView.class);
    fields.type("CatalogProblem", ProblemView.class);
    fields.type("CatalogTableListResponse", TableView.Page.class);
    fields.type("CatalogTable", TableView.class);
    fields.type("CatalogColumn", TableView.ColumnView.class);
    fields.type("CatalogKey", TableView.KeyView.class);
    fields.type("CatalogRelation", TableView.RelationView.class);
    fields.type("TableSettings", SettingsView.class);
    fields.type("FieldName", SettingsView.FieldName.class);
    fields.type("RelationName", TableSettings.RelationName.class);
    fields.type("TableSettingsDeleteResponse", Deleted.class);
    fields.query("catalogStatus", this::status);
    fields.query("tablesList", this::tables);
    fields.mutation("tableSettingsUpdate", this::update);
    fields.mutation("tableSettingsDelete", this::delete);
  }

  private StatusView status(FieldCall call) {
    Access.requireAdministrator(call.caller());
    CatalogHolder.State state = holder.state();
    CatalogHolder.Failure failure = state.fault();
    return new StatusView(
        Long.toString(state.catalog().version()),
        state.loadedAt(),
        watch.told(),
        failure == null ? null : failure.message(),
        failure == null ? null : failure.at(),
        state.catalog().tables().size(),
        problems(call.caller(), state));
  }

  private List<ProblemView> problems(Caller administrator, CatalogHolder.State state) {
    List<Problem> problems = new ArrayList<>(state.catalog().problems());
    if (state.raw() != null) {
      IndexedColumns indexes = IndexedColumns.of(state.raw());
      advice.forEach(one -> problems.addAll(one.problems(administrator, state.catalog(), indexes)));
    }
    return problems.stream().sorted(Problem.ORDER).map(ProblemView::of).toList();
  }

  private TableView.Page tables(FieldCall call) {
    Access.requireAdministrator(call.caller());
    CatalogHolder.State state = holder.state();
    List<TableView> items = new ArrayList<>();
    state.catalog().tables().forEach(table -> items.add(TableView.of(table)));
    if (state.raw() != null) {
      state.raw().tables().stream()
          .filter(row -> state.catalog().find(row.id()).isEmpty())
          .forEach(row -> items.add(TableView.hidden(row)));
    }
    items.sort(ORDER);
    return new TableView.Page(items.size(), items);
  }

  private SettingsView update(FieldCall call) {
    Access.requireAdministrator(call.caller());
    SettingsInput input = new SettingsInput(call.arguments().object("data").orElseThrow());
    return SettingsView.of(
        settings.update(call.caller(), input.table(), input::applied, input.details()));
  }

  private Deleted delete(FieldCall call) {
    Access.requireAdministrator(call.caller());
    Arguments arguments = call.arguments();
    settings.delete(
        call.caller(),
        new TableId(
            arguments.string("schema").orElseThrow(), arguments.string("name").orElseThrow()));
    return new Deleted(true);
  }

  private record StatusView(
      String version,
      Instant loadedAt,
      boolean told,
      String failure,
      Instant failedAt,
      int tables,
      List<ProblemView> problems) {}

  private record ProblemView(String code, String subject, String message, String remedy) {
    private static ProblemView of(Problem problem) {
      return new ProblemView(
          problem.code().text(), problem.subject(), problem.message(), problem.remedy());
    }
  }

  private record Deleted(boolean success) {}
}
