package dev.freehold.api.data;

import dev.freehold.api.catalog.Table;

/**
 * Where in a statement columns are named.
 *
 * @param alias of the table in the statement
 */
record Scope(Table table, String alias) {}
