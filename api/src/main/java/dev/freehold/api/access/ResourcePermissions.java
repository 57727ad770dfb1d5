package dev.freehold.api.access;

import java.util.List;
import java.util.Set;

/** Tells for user interfaces what a user may do. It decides nothing. */
@FunctionalInterface
public interface ResourcePermissions {
  /** Of Users, and of every other table with which a user with these roles may do anything. */
  List<ResourcePermission> ofUser(Set<String> roles);
}
