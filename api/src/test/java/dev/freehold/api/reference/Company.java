package dev.freehold.api.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.api.TestApi;
import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.CatalogHolder;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Key;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Roles with random permissions for the tables of a world, and users who have some of them. */
final class Company {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TestApi api;
  private final RandomValues values;
  private final World world;
  private final Map<String, List<Reader.Grant>> granted = new TreeMap<>();

  Company(TestApi api, RandomValues values, World world) {
    this.api = api;
    this.values = values;
    this.world = world;
  }

  /** Somebody with the roles of another. */
  record Twin(String token, String id) {}

  /** Users with their ids. */
  record Person(String subject, String token, String id, Twin twin) {
    String email() {
      return subject + "@example.com";
    }
  }

  List<Reader> readers(String schema, List<Person> people, String administrator) {
    List<String> roles =
        Stream.of("0", "1", "2", "3").map(number -> schema + " " + number).toList();
    StringBuilder sql = new StringBuilder();
    roles.forEach(role ->
        sql.append(
            "insert into freehold.roles (id, name) values (gen_random_uuid(), '%s');"
                .formatted(role)));
    Stream.concat(roles.stream(), Stream.of("Guest")).forEach(role -> grant(role, sql));
    List<Reader> readers = new ArrayList<>();
    readers.add(
        new Reader(
            "administrator", administrator, administrator, world, List.of(), true, Map.of()));
    readers.add(new Reader("guest", null, null, world, granted.get("Guest"), false, Map.of()));
    for (Person person : people) {
      List<String> held = new ArrayList<>(values.some(roles, 0.5));
      if (held.isEmpty()) {
        held.add(values.one(roles));
      }
      held.forEach(role ->
          sql.append(
              """
              insert into freehold.user_roles (user_id, role_id)
              select unnest('{%s, %s}'::uuid[]), id from freehold.roles where name = '%s';\
              """
                  .formatted(person.id(), person.twin().id(), role)));
      readers.add(
          new Reader(
              person.subject() + " " + held,
              person.token(),
              person.twin().token(),
              world,
              held.stream().flatMap(role -> granted.get(role).stream()).toList(),
              false,
              Map.of(Variable.USER_ID, person.id(), Variable.USER_EMAIL, person.email())));
    }
    api.prepare(sql.toString());
    return readers.stream()
        .filter(reader -> world.tables().stream().anyMatch(reader::reads))
        .toList();
  }

  private void grant(String role, StringBuilder sql) {
    granted.put(role, new ArrayList<>());
    for (Table table : world.tables()) {
      boolean join = table.id().name().endsWith("_links");
      if (!join && !values.chance(0.75)) {
        continue;
      }
      boolean all = values.chance(0.3);
      List<Column> columns =
          table.columns().stream()
              .filter(column ->
                  table.primaryKey().map(Key::columns).orElseThrow().contains(column)
                      || values.chance(0.6))
              .toList();
      List<Relation> relations = values.some(table.relations(), 0.75);
      Cond rule = !join && values.chance(0.25) ? null : rule(table);
      granted
          .get(role)
          .add(new Reader.Grant(table.id(), all ? null : fields(columns, relations), rule));
      sql.append(
          """
          insert into freehold.permissions (role_id, table_schema, table_name, action, columns, relations, rule)
          select id, '%s', '%s', 'READ', %s, %s, %s from freehold.roles where name = '%s';\
          """
              .formatted(
                  table.id().schema(),
                  table.id().name(),
                  all ? "null" : array(columns.stream().map(Column::name)),
                  all ? "null" : array(relations.stream().map(Relation::field)),
                  rule == null ? "null" : Values.sql(text(rule)) + "::jsonb",
                  role));
    }
  }

  private Cond rule(Table table) {
    Cond rule = RandomConds.rule(values, world, table);
    return rule.json().isEmpty() ? rule(table) : rule;
  }

  private static Set<String> fields(List<Column> columns, List<Relation> relations) {
    Set<String> fields = new HashSet<>();
    columns.forEach(column -> fields.add(column.field()));
    relations.forEach(relation -> fields.add(relation.field()));
    return fields;
  }

  private static String array(Stream<String> names) {
    return names.map(Values::sql).collect(Collectors.joining(",", "array[", "]::text[]"));
  }

  private static String text(Cond rule) {
    try {
      return JSON.writeValueAsString(rule.json());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  static Catalog catalog(TestApi api) {
    return api.server.getApplicationContext().getBean(CatalogHolder.class).current();
  }
}
