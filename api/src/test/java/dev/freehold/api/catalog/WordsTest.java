package dev.freehold.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "first_name, firstName",
    "FirstName, firstName",
    "FIRST_NAME, firstName",
    "firstName, firstName",
    "'First  name', firstName",
    "InvoiceLineId, invoiceLineId",
    "HTTPServer, httpServer",
    "address_2, address2",
    "2fa_codes, _2faCodes",
    "_hidden, _hidden",
    "__hidden, _hidden",
    "Übergröße-no, ",
    "crème_brûlée, cremeBrulee",
    "order#lines, orderLines"
  })
  void makesNamesForGraphQl(String name, String field) {
    assertThat(Words.of(name).map(Words::camel).orElse(null)).isEqualTo(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"!!!", "_", "名前", "имя"})
  void makesUpNoNames(String name) {
    assertThat(Words.of(name)).isEmpty();
  }

  @Test
  void whatItMakesIsAName() {
    assertThat(Words.isGraphQlName(Words.of("__9 lives").orElseThrow().camel())).isTrue();
    assertThat(Words.isGraphQlName("__type")).isFalse();
    assertThat(Words.isGraphQlName("9lives")).isFalse();
    assertThat(Words.isGraphQlName("a-b")).isFalse();
  }
}
