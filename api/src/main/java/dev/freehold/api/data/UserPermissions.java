package dev.freehold.api.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.api.access.Caller;
import dev.freehold.api.access.ResourcePermission;
import dev.freehold.api.access.ResourcePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a user may do, as selected: found by his roles once these were read.
 *
 * @param self the caller, whose own are those of this request, which may be narrowed to one role
 */
record UserPermissions(
    ResourcePermissions all, Optional<Caller.User> self, List<Selection> selected)
    implements LaterValue {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public JsonNode of(JsonNode read) {
    List<ResourcePermission> permissions = all.ofUser(roles(read));
    ObjectNode list = JSON.createObjectNode();
    for (Selection child : selected) {
      if (child.isTypeName()) {
        list.put(child.key(), "PermissionList");
      } else {
        ArrayNode items = list.putArray(child.key());
        permissions.forEach(one -> items.add(item(one, child.children())));
      }
    }
    return list;
  }

  private Set<String> roles(JsonNode read) {
    String user = read.get("user").asText();
    return self.filter(caller -> caller.id().toString().equals(user))
        .map(Caller.User::roles)
        .orElseGet(() -> {
          Set<String> names = new HashSet<>();
          read.get("roles").forEach(name -> names.add(name.asText()));
          return names;
        });
  }

  private static ObjectNode item(ResourcePermission one, List<Selection> selected) {
    ObjectNode item = JSON.createObjectNode();
    for (Selection child : selected) {
      switch (child.field()) {
        case "resource" -> item.put(child.key(), one.resource());
        case "resourceType" -> item.put(child.key(), one.resourceType());
        case "permission" -> item.set(child.key(), JSON.valueToTree(one.permission()));
        default -> item.put(child.key(), "Permission");
      }
    }
    return item;
  }
}
