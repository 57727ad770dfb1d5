package dev.freehold.api.user;

import dev.freehold.api.platform.RequestIds;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Where Keycloak posts what happens to its accounts. Nothing of a body is looked at before its
 * signature holds; answers say no more than the status.
 */
@Controller("/hooks/keycloak")
class KeycloakHookController {
  private static final Logger LOG = LoggerFactory.getLogger(KeycloakHookController.class);
  private static final int MOST_BYTES = 64 * 1024;

  private final WebhookSignature signature;
  private final Inbox inbox;
  private final ObjectMapper json;

  KeycloakHookController(WebhookSignature signature, Inbox inbox, ObjectMapper json) {
    this.signature = signature;
    this.inbox = inbox;
    this.json = json;
  }

  @Post
  @Consumes(MediaType.ALL)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> take(
      HttpRequest<?> request,
      @Nullable @Header("webhook-id") String id,
      @Nullable @Header("webhook-timestamp") String timestamp,
      @Nullable @Header("webhook-signature") String signatures,
      @Nullable @Body InputStream stream)
      throws IOException {
    byte[] body = stream == null ? new byte[0] : stream.readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      return HttpResponse.status(HttpStatus.REQUEST_ENTITY_TOO_LARGE);
    }
    if (!signature.accepts(id, timestamp, signatures, body)) {
      LOG.warn("Refused an event: its signature or time-stamp is not accepted");
      return HttpResponse.status(HttpStatus.UNAUTHORIZED);
    }
    try (MDC.MDCCloseable _ = MDC.putCloseable(RequestIds.LOG_KEY, RequestIds.of(request))) {
      AccountEvent event = parse(id, body);
      return event != null && inbox.take(id, event)
          ? HttpResponse.noContent()
          : HttpResponse.badRequest();
    }
  }

  private AccountEvent parse(String id, byte[] body) {
    try {
      AccountEvent event = json.readValue(body, AccountEvent.class);
      if (event != null && event.complete()) {
        return event;
      }
      LOG.warn("Refused event {}: something is missing in it", id);
    } catch (IOException e) {
      // The text of the exception may quote the body, which is personal data.
      LOG.warn("Refused event {}: it is not the JSON expected", id);
    }
    return null;
  }
}
