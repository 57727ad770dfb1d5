package dev.freehold.api.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.api.profile.builtin.BuiltInSettings;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;

/** The column {@code built_in}. A property of a later version is left unread. */
@Singleton
class BuiltInSettingsJson implements AttributeConverter<BuiltInSettings, String> {
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  @Override
  public String convertToPersistedValue(BuiltInSettings settings, ConversionContext context) {
    return settings == null ? null : write(settings);
  }

  @Override
  public BuiltInSettings convertToEntityValue(String text, ConversionContext context) {
    try {
      return text == null ? null : JSON.readValue(text, BuiltInSettings.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String write(BuiltInSettings settings) {
    try {
      return JSON.writeValueAsString(settings);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
