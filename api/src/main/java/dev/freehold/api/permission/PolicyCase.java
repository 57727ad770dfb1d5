package dev.freehold.api.permission;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;

/**
 * Who can do what, and who cannot.
 *
 * @param line of the text, counted from 1
 * @param key of the row; empty: those that {@code where} finds, or some row
 * @param where like a rule; null: no rows are looked for
 * @param data what is tried to be written; null: nothing is
 * @param fields exactly those that show, or may be written; null: not compared
 */
public record PolicyCase(
    String name,
    int line,
    PolicyCaller caller,
    Action action,
    String table,
    @Nullable String id,
    Map<String, Object> key,
    @Nullable Map<String, Object> where,
    @Nullable Map<String, Object> data,
    boolean allowed,
    @Nullable List<String> fields) {}
