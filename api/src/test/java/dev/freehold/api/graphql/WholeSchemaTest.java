package dev.freehold.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.TestDatabase;
import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.CatalogHolder;
import dev.freehold.api.operation.FieldSource;
import graphql.schema.GraphQLSchema;
import graphql.schema.validation.SchemaValidator;
import io.micronaut.context.ApplicationContext;
import org.junit.jupiter.api.Test;

/** The schema with tables of every kind, which is not validated when it is assembled. */
class WholeSchemaTest {
  private static final String TABLES =
      """
      create type mood as enum ('sad', 'so-so', 'happy');
      create domain year as integer check (value between 1901 and 2155);
      create table kinds (id uuid primary key default gen_random_uuid(), a2 int2, a4 int4, a8 int8,
        f4 float4, f8 float8, n numeric, b bool, t text, v varchar(3), c char(3), d date, ti time,
        tz timetz, ts timestamp, tstz timestamptz, iv interval, j json, jb jsonb, by bytea, i inet,
        ci cidr, m macaddr, m8 macaddr8, tv tsvector, r int4range, mr int4multirange, mo mood,
        y year, a4s int4[], t2 text[], us uuid[], ns numeric[], ds date[], js json[], jbs jsonb[],
        mos mood[], bs bool[], a8s int8[], rs int4range[], inets inet[], bys bytea[],
        tss timestamptz[], ivs interval[], f8s float8[], user_id uuid references freehold.users,
        owner_id uuid not null references freehold.users, deleted_at timestamptz);
      comment on table kinds is 'Kinds "of" columns';
      create table labels (id int primary key, name text unique);
      create table kind_labels (kind_id uuid references kinds, label_id int references labels,
        primary key (kind_id, label_id));
      create table categories (id int primary key, parent_id int references categories,
        only_one int unique references labels);
      create table no_keys (a int, b text);
      create table only_keys (id bigint generated always as identity primary key);
      create table two_keys (a int, b int, c text, primary key (a, b));
      create view kind_list as select id as kid, t, n from kinds;
      create materialized view kind_copy as select id as kid, t, n from kinds;
      alter table freehold.users add column nick text,
        add column manager_id uuid references freehold.users;
      insert into freehold.table_settings (table_schema, table_name, soft_delete)
        values ('public', 'kinds', 'deleted_at');
      """;

  @Test
  void isValidAndWholeWhateverTheTablesAreLike() {
    TestDatabase database = TestDatabase.create();
    try (ApplicationContext node = database.context()) {
      database.execute(TABLES);
      Catalog catalog = node.getBean(CatalogHolder.class).caughtUp();
      assertThat(catalog.tables()).hasSize(10);

      GraphQLSchema schema =
          SchemaAssembly.of(node.getBeansOfType(FieldSource.class)).with(catalog);

      assertThat(new SchemaValidator().validateSchema(schema)).isEmpty();
      // This one looks for the types, and so does not find those that nothing leads to.
      GraphQLSchema found = GraphQLSchema.newSchema(schema).clearAdditionalTypes().build();
      assertThat(schema.getTypeMap().keySet()).containsAll(found.getTypeMap().keySet());
      assertThat(found.getTypeMap()).containsKeys("KindGroupByQuery", "MoodArrayPredicate");
      assertThat(schema.getMutationType().getFieldDefinition("kindRestore")).isNotNull();
    }
  }
}
