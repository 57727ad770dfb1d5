package dev.freehold.api.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;

/** The column {@code external}. A property of a later version is left unread. */
@Singleton
class ExternalSettingsJson implements AttributeConverter<ExternalSettings, String> {
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  @Override
  public String convertToPersistedValue(ExternalSettings settings, ConversionContext context) {
    try {
      return settings == null ? null : JSON.writeValueAsString(settings);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ExternalSettings convertToEntityValue(String text, ConversionContext context) {
    try {
      return text == null ? null : JSON.readValue(text, ExternalSettings.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
