package dev.freehold.api.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de | de",
        "de-AT,de;q=0.9,en;q=0.8 | de",
        "fr-FR,fr;q=0.9,es-MX;q=0.5,en;q=0.1 | es",
        "en;q=0.1, de;q=0.9 | de",
        "EN-us | en"
      })
  void takesWhatTheBrowserLikesBestOfOurs(String header, String language) {
    assertThat(Languages.accepted(header)).contains(Locale.of(language));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fr", "*", "de;q=2", "<script>", ";;;"})
  void sayNothingWhenTheBrowserDoesNot(String header) {
    assertThat(Languages.accepted(header)).isEmpty();
  }

  @Test
  void aLongHeaderIsNotRead() {
    assertThat(Languages.accepted("de," + "fr,".repeat(100))).isEmpty();
    assertThat(Languages.accepted(null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"de-AT, de", "es, es", "en-GB, en"})
  void aTagOfARegionIsSpokenForByItsLanguage(String tag, String language) {
    assertThat(Languages.of(tag)).contains(Locale.of(language));
    assertThat(Languages.of("fr")).isEmpty();
  }
}
