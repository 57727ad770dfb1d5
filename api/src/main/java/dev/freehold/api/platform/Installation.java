package dev.freehold.api.platform;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;

/**
 * What every feature may know of this installation.
 *
 * @param publicUrl where browsers reach the API, {@code FREEHOLD_PUBLIC_URL}
 */
@ConfigurationProperties("freehold")
public record Installation(
    @Bindable(defaultValue = "production") Mode mode,
    @Bindable(defaultValue = "http://localhost:8080") URI publicUrl) {
  public boolean local() {
    return mode == Mode.LOCAL;
  }

  /** An address below the public URL; the path begins with a slash. */
  public URI at(String path) {
    String base = publicUrl.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }
}
