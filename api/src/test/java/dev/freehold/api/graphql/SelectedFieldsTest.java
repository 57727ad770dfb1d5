package dev.freehold.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectedFieldsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          { user { roles { count } } } | roles | true
          { user { id } } | roles | false
          { user { alias: roles { count } } } | roles | true
          { user { roles: id } } | roles | false
          { user { ... { roles { count } } } } | roles | true
          { user { ...F } } fragment F on User { ...G } fragment G on User { roles { count } } | roles | true
          { list { items { roles { count } } } } | items/roles | true
          { list { items { id } other { roles { count } } } } | items/roles | false
          { list { items { id } ... { items { roles { count } } } } } | items/roles | true
          { list { items } } | items/roles | false\
          """)
  void findsWhatTheOperationNames(String text, String path, boolean selected) {
    Document document = Parser.parse(text);
    OperationDefinition operation =
        document.getFirstDefinitionOfType(OperationDefinition.class).orElseThrow();
    Field root = operation.getSelectionSet().getSelectionsOfType(Field.class).getFirst();
    SelectedFields selections =
        new SelectedFields(
            document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .collect(Collectors.toMap(FragmentDefinition::getName, fragment -> fragment)));

    assertThat(selections.contains(List.of(root), path)).isEqualTo(selected);
  }
}
