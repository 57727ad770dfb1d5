package dev.freehold.api.permission;

import java.util.List;

/** What an import did, or would do. */
record ImportAnswer(boolean applied, List<PermissionChange> changes) {}
