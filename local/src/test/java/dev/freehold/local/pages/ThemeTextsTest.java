package dev.freehold.local.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThemeTextsTest {
  private static final Path THEME =
      Path.of("..", "themes", "src", "main", "resources", "theme", "freehold");

  @ParameterizedTest
  @CsvSource({"login, de", "login, es", "email, de", "email, es"})
  void saysInEveryLanguageWhatItSaysInEnglish(String type, String language) throws IOException {
    assertThat(placeholders(type, language)).isEqualTo(placeholders(type, "en"));
  }

  @ParameterizedTest
  @CsvSource({"login, en", "login, de", "login, es", "email, en", "email, de", "email, es"})
  void losesNoQuoteToTheMessageFormat(String type, String language) throws IOException {
    texts(type, language)
        .forEach((key, text) ->
            assertThat(text.toString().replace("''", ""))
                .as("%s in %s/%s", key, type, language)
                .doesNotContain("'"));
  }

  /** Which arguments each text uses; fails on a text that is no message format. */
  private static Map<Object, Object> placeholders(String type, String language) throws IOException {
    Map<Object, Object> used = new TreeMap<>();
    Pattern argument = Pattern.compile("\\{(\\d+)");
    texts(type, language)
        .forEach((key, text) -> {
          String pattern = new MessageFormat(text.toString(), Locale.ROOT).toPattern();
          TreeSet<String> arguments = new TreeSet<>();
          argument.matcher(pattern).results().forEach(match -> arguments.add(match.group(1)));
          used.put(key, arguments);
        });
    return used;
  }

  private static Properties texts(String type, String language) throws IOException {
    Path file = THEME.resolve(type).resolve("messages/messages_" + language + ".properties");
    Properties texts = new Properties();
    // Strict: an encoding other than UTF-8 is an error, not a question mark.
    try (Reader reader = new StringReader(Files.readString(file, StandardCharsets.UTF_8))) {
      texts.load(reader);
    }
    return texts;
  }
}
