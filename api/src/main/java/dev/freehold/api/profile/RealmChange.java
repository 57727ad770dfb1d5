package dev.freehold.api.profile;

import java.util.List;

/**
 * A step by which a realm comes to follow its profile: what differs, and the call that ends it. A
 * plan shows the one, the provisioning runs the other.
 */
record RealmChange(List<Difference> differences, Runnable apply) {}
