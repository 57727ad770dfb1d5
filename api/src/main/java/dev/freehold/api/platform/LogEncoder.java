package dev.freehold.api.platform;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;

/**
 * Writes log events: one JSON object a line, or text in local mode. Whatever looks like a secret is
 * masked last, as a net below the rule that secrets are not logged at all.
 */
public final class LogEncoder extends EncoderBase<ILoggingEvent> {
  private static final String TEXT =
      "%d{HH:mm:ss.SSS} %-5level %logger{24} %replace([%X{requestId}] ){'\\[\\] ', ''}%msg%n";

  private String mode = "production";
  private Encoder<ILoggingEvent> format;

  /** Called by logback with {@code FREEHOLD_MODE}. */
  public void setMode(String mode) {
    this.mode = mode;
  }

  @Override
  public void start() {
    format = mode.equalsIgnoreCase("local") ? text() : json();
    format.setContext(getContext());
    format.start();
    super.start();
  }

  private static Encoder<ILoggingEvent> text() {
    PatternLayoutEncoder text = new PatternLayoutEncoder();
    text.setPattern(TEXT);
    return text;
  }

  private static Encoder<ILoggingEvent> json() {
    JsonEncoder json = new JsonEncoder();
    json.setWithSequenceNumber(false);
    json.setWithNanoseconds(false);
    json.setWithContext(false);
    json.setWithMessage(false);
    json.setWithArguments(false);
    json.setWithFormattedMessage(true);
    return json;
  }

  @Override
  public byte[] headerBytes() {
    return format.headerBytes();
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    String line = new String(format.encode(event), StandardCharsets.UTF_8);
    return Masking.mask(line).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return format.footerBytes();
  }
}
