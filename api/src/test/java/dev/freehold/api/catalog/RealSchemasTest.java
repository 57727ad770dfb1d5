package dev.freehold.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.catalog.Problem.Code;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Schemas in the style of known sample databases, made here, and a large one. */
class RealSchemasTest {
  @Test
  void aMusicShopInUpperCamelCase() {
    Catalog catalog =
        new CompanySchema(
                """
                create table "Artist" ("ArtistId" int primary key, "Name" varchar(120))\
                """,
                """
                create table "Album" ("AlbumId" int primary key, "Title" varchar(160) not null,
                  "ArtistId" int not null references "Artist")\
                """,
                """
                create table "MediaType" ("MediaTypeId" int primary key, "Name" varchar(120))\
                """,
                """
                create table "Track" ("TrackId" int primary key, "Name" varchar(200) not null,
                  "AlbumId" int references "Album", "MediaTypeId" int references "MediaType",
                  "UnitPrice" numeric(10, 2) not null)\
                """,
                "create table \"Playlist\" (\"PlaylistId\" int primary key, \"Name\" text)",
                """
                create table "PlaylistTrack" ("PlaylistId" int references "Playlist",
                  "TrackId" int references "Track", primary key ("PlaylistId", "TrackId"))\
                """,
                """
                create table "Employee" ("EmployeeId" int primary key, "LastName" varchar(20),
                  "ReportsTo" int references "Employee")\
                """,
                """
                create table "Customer" ("CustomerId" int primary key, "Email" varchar(60),
                  "SupportRepId" int references "Employee")\
                """)
            .catalog();
    assertThat(catalog.tables().stream().map(table -> table.names().list()))
        .containsExactly(
            "albumsList",
            "artistsList",
            "customersList",
            "employeesList",
            "mediaTypesList",
            "playlistsList",
            "playlistTracksList",
            "tracksList");
    assertThat(RelationsTest.relations(catalog, "Track"))
        .containsExactly(
            "album -> Album",
            "mediaType -> MediaType",
            "playlistTracks ->> PlaylistTrack",
            "playlists ->> Playlist through PlaylistTrack");
    assertThat(RelationsTest.relations(catalog, "Employee"))
        .containsExactly(
            "customers ->> Customer",
            "employeesByReportsTo ->> Employee",
            "reportsToEmployee -> Employee");
    assertThat(CompanySchema.table(catalog, "Album").columns())
        .extracting(Column::field)
        .containsExactly("albumId", "title", "artistId");
    assertThat(catalog.problems()).extracting(Problem::code).containsOnly(Code.UNINDEXED_RELATION);
  }

  @Test
  void aFilmRentalWithOddTypes() {
    Catalog catalog =
        new CompanySchema(
                "create type mpaa_rating as enum ('G', 'PG', 'PG-13', 'R', 'NC-17')",
                "create domain year as integer check (value between 1901 and 2155)",
                "create table language (language_id serial primary key, name char(20) not null)",
                """
                create table film (film_id serial primary key, title text not null,
                  release_year year, language_id int not null references language,
                  original_language_id int references language,
                  rental_rate numeric(4, 2) not null default 4.99, rating mpaa_rating default 'G',
                  special_features text[], fulltext tsvector not null,
                  last_update timestamptz not null default now())\
                """,
                "create table actor (actor_id serial primary key, first_name text not null)",
                """
                create table film_actor (actor_id int references actor, film_id int references film,
                  last_update timestamptz not null default now(), primary key (actor_id, film_id))\
                """,
                """
                create table payment (payment_id serial, paid_at date not null, amount numeric,
                  primary key (paid_at, payment_id)) partition by range (paid_at)\
                """,
                "create table payment_p1 partition of payment default",
                """
                create view film_list as select film_id as fid, title, rental_rate as price
                from film\
                """)
            .catalog();
    assertThat(catalog.tables())
        .extracting(table -> table.id().name())
        .containsExactly("actor", "film", "film_actor", "film_list", "language", "payment");
    assertThat(RelationsTest.relations(catalog, "film"))
        .containsExactly(
            "actors ->> actor through film_actor",
            "filmActors ->> film_actor",
            "language -> language",
            "originalLanguage -> language");
    assertThat(RelationsTest.relations(catalog, "language"))
        .containsExactly("films ->> film", "filmsByOriginalLanguage ->> film");
    Table film = CompanySchema.table(catalog, "film");
    assertThat(film.field("releaseYear").orElseThrow().type())
        .isEqualTo(ColumnType.of(Scalar.INT, "int4"));
    assertThat(film.field("rating").orElseThrow().type().enumType().values())
        .extracting(EnumType.Value::name)
        .containsExactly("G", "PG", "PG_13", "R", "NC_17");
    assertThat(film.field("filmId").orElseThrow().hasDefault()).isTrue();
  }

  @Test
  void sixHundredTables() throws Exception {
    CompanySchema schema = new CompanySchema();
    IntStream.range(0, 6).forEach(part -> schema.database.execute(hundred(part)));
    CatalogReader reader = schema.reader("public");
    for (int run = 0; run < 3; run++) {
      long begun = System.nanoTime();
      RawCatalog raw = reader.read();
      long read = System.nanoTime();
      Catalog catalog = schema.catalog();
      long whole = System.nanoTime();
      String fingerprint = reader.fingerprint();
      long looked = System.nanoTime();
      System.out.printf(
          "600 tables, %d columns: read %d ms, read and assembled %d ms, looked at %d ms%n",
          raw.columns().size(),
          Duration.ofNanos(read - begun).toMillis(),
          Duration.ofNanos(whole - read).toMillis(),
          Duration.ofNanos(looked - whole).toMillis());
      assertThat(catalog.tables()).hasSize(600);
      assertThat(fingerprint).isEqualTo(raw.fingerprint());
    }
    Catalog catalog = schema.catalog();
    assertThat(CompanySchema.table(catalog, "item_599").relations()).hasSize(2);
    assertThat(catalog.problems()).isEmpty();
  }

  /** Each table with ten columns, a unique key, and references to two before it. */
  private static String hundred(int part) {
    StringBuilder ddl = new StringBuilder();
    for (int i = part * 100; i < (part + 1) * 100; i++) {
      String reference = i < 2 ? "" : " references item_" + (i - 1);
      String other = i < 2 ? "" : " references item_" + (i / 2);
      ddl.append(
          """
          create table item_%1$d (id bigint generated always as identity primary key,
            code text not null unique, title varchar(100), price numeric(10, 2), tags text[],
            data jsonb, active boolean default true, made timestamptz default now(),
            parent_id bigint%2$s, other_id bigint%3$s);
          create index on item_%1$d (parent_id); create index on item_%1$d (other_id);
          comment on column item_%1$d.title is 'Title %1$d';
          """
              .formatted(i, reference, other));
    }
    return ddl.toString();
  }
}
