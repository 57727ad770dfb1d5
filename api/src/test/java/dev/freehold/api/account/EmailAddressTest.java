package dev.freehold.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freehold.api.platform.FreeholdException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
  @Test
  void foldsCaseWithoutALanguage() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.of("tr"));
    try {
      assertThat(EmailAddress.of(" KIM@Example.COM ").text()).isEqualTo("kim@example.com");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void takesLettersOfOtherScripts() {
    assertThat(EmailAddress.of("jürgen@bücher.example").text()).isEqualTo("jürgen@bücher.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u212aim@example.com",
        "k\u0130m@example.com",
        "\uff4bim@example.com",
        "kim\uff20example.com",
        "ki\u200bm@example.com",
        "ki\ufb01@example.com",
        "kim@example.com\r\nBcc: eve@example.com",
        "kim@example.com,eve@example.com",
        "Kim <kim@example.com>",
        "kim @example.com",
        "@example.com",
        "kim@",
        "kim",
        ""
      })
  void refusesWhatAnotherSpellingCouldBeFoldedInto(String text) {
    assertThatExceptionOfType(FreeholdException.class)
        .isThrownBy(() -> EmailAddress.of(text))
        .satisfies(e -> assertThat(e.details()).containsKey("email"));
  }

  @Test
  void keepsADotlessIApart() {
    assertThat(EmailAddress.of("k\u0131m@example.com").text()).isNotEqualTo("kim@example.com");
  }
}
