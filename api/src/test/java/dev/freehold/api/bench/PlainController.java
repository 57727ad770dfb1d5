package dev.freehold.api.bench;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.security.Principal;

/**
 * What GraphQL is compared with: the same server, the same verification of the bearer, and nothing
 * else. It is packed into the benchmark's own jar only, see docs/benchmark.md.
 */
@Controller("/bench/plain")
@Requires(property = "bench.plain", value = "true")
@Secured(SecurityRule.IS_AUTHENTICATED)
class PlainController {
  @Get(produces = MediaType.APPLICATION_JSON)
  String who(Principal caller) {
    return "{\"subject\":\"" + caller.getName() + "\"}";
  }
}
