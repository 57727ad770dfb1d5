package dev.freehold.api.catalog;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * The part of {@code pg_catalog} that the catalog is made of, row by row. Object ids tie the rows
 * together; columns are numbered as in {@code pg_attribute}.
 *
 * @param fingerprint changes whenever one of the rows may have
 * @param tables in no order
 */
record RawCatalog(
    String fingerprint,
    List<TableRow> tables,
    List<ColumnRow> columns,
    List<TypeRow> types,
    List<IndexRow> indexes,
    List<ForeignKeyRow> foreignKeys) {

  /** A table or view; {@code kind} as in {@code pg_class.relkind}. */
  record TableRow(long oid, TableId id, char kind, @Nullable String comment, OnInsert onInsert) {}

  /** A column; {@code identity} and {@code generated} as in {@code pg_attribute}, or a space. */
  record ColumnRow(
      long table,
      int number,
      String name,
      long type,
      boolean notNull,
      boolean hasDefault,
      char identity,
      char generated,
      @Nullable String comment) {}

  /**
   * A type that a column uses, or that such a type is made of.
   *
   * @param kind as in {@code pg_type.typtype}
   * @param element of an array's elements, else 0
   * @param base of the type below a domain, else 0
   * @param notNull true when the domain refuses null
   * @param labels of an enum, in its order
   */
  record TypeRow(
      long oid,
      String schema,
      String name,
      char kind,
      long element,
      long base,
      boolean notNull,
      List<String> labels) {}

  /**
   * An index that finds any row by equality: valid, and not partial.
   *
   * @param unique at every statement, and without expressions
   * @param columns without those merely included; 0 stands for an expression
   */
  record IndexRow(
      long table, String name, boolean primary, boolean unique, List<Integer> columns) {}

  /**
   * A foreign key.
   *
   * @param validated false when rows may contradict it
   */
  record ForeignKeyRow(
      String name,
      long table,
      List<Integer> columns,
      long target,
      List<Integer> targetColumns,
      boolean validated) {}
}
