package dev.freehold.api.permission;

/**
 * What is wrong with a permission, and what to do about it.
 *
 * @param path below the permission, like {@code columns/title}
 */
record Fault(String path, String text) {}
