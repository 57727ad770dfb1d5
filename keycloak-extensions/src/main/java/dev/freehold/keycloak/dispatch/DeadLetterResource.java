package dev.freehold.keycloak.dispatch;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * {@code /admin/realms/{realm}/freehold-outbox/dead-letters}: what could not be delivered, for
 * those who may view the realm's events; its replay for those who may manage them.
 */
public final class DeadLetterResource {
  private static final Logger LOG = Logger.getLogger(DeadLetterResource.class);
  private static final int MAX_PAGE = 500;

  private final DeadLetterRepository letters;
  private final AdminPermissionEvaluator auth;
  private final String realm;
  private final InstantSource clock;

  DeadLetterResource(
      DeadLetterRepository letters,
      AdminPermissionEvaluator auth,
      String realm,
      InstantSource clock) {
    this.letters = letters;
    this.auth = auth;
    this.realm = realm;
    this.clock = clock;
  }

  @GET
  @Path("dead-letters")
  @Produces(MediaType.APPLICATION_JSON)
  public List<DeadLetter> list(
      @QueryParam("first") @DefaultValue("0") int first,
      @QueryParam("max") @DefaultValue("100") int max) {
    auth.realm().requireViewEvents();
    if (first < 0 || max < 1 || max > MAX_PAGE) {
      throw new BadRequestException("first must not be negative, max from 1 to " + MAX_PAGE);
    }
    return letters.list(first, max);
  }

  /**
   * Body: {@code {"ids": [...]}}, or {@code {}} for all of the realm. Answer: {@code {"replayed":
   * n}}.
   */
  @POST
  @Path("dead-letters/replay")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Map<String, Integer> replay(Map<String, List<String>> body) {
    auth.realm().requireManageEvents();
    // Whatever is not exactly one of the two must not be taken for "all".
    if (body == null || (!body.isEmpty() && !body.keySet().equals(Set.of("ids")))) {
      throw new BadRequestException("the body is {\"ids\": [...]} or {}");
    }
    int replayed =
        body.isEmpty()
            ? letters.replayAll(clock.millis())
            : letters.replay(checked(body.get("ids")), clock.millis());
    LOG.infof("%d dead letters of realm %s are sent again", replayed, realm);
    return Map.of("replayed", replayed);
  }

  private static List<String> checked(List<String> ids) {
    if (ids == null || ids.size() > MAX_PAGE) {
      throw new BadRequestException("ids is a list of at most " + MAX_PAGE);
    }
    return ids;
  }
}
