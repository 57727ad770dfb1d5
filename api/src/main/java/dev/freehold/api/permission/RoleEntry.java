package dev.freehold.api.permission;

import dev.freehold.api.access.Role;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A role of an imported text.
 *
 * @param description null when the text says nothing of it
 */
record RoleEntry(
    String name, @Nullable String description, List<GrantEntry> grants, YamlValue place) {

  /** A permission of it, its role not known yet. */
  record GrantEntry(Grant grant, YamlValue place) {
    Grant of(Role role) {
      return new Grant(
          role.id(),
          role.name(),
          grant.table(),
          grant.action(),
          grant.fields(),
          grant.rule(),
          grant.check(),
          grant.presets(),
          grant.limits());
    }

    /** The line of that fault: of its own place where the text has it. */
    YamlValue place(Fault fault) {
      YamlValue found = place;
      for (String step : fault.path().split("/", -1)) {
        YamlValue next = below(found, step);
        if (next == null) {
          return found;
        }
        found = next;
      }
      return found;
    }

    private static @Nullable YamlValue below(YamlValue value, String step) {
      return switch (value.node()) {
        case MappingNode _ -> value.entries().get(step);
        case SequenceNode _ ->
            value.items().stream()
                .filter(item ->
                    item.node() instanceof ScalarNode scalar && scalar.getValue().equals(step))
                .findFirst()
                .orElse(null);
        default -> null;
      };
    }
  }
}
