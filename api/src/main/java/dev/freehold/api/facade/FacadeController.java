package dev.freehold.api.facade;

import dev.freehold.api.platform.Languages;
import dev.freehold.api.profile.Profile;
import dev.freehold.api.profile.SignInFacade;
import dev.freehold.api.profile.SignInFacades;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;

/**
 * The log-in addresses that applications of Cognito and Auth0 know. At the root they are those of
 * the default profile, below {@code /sign-in/{profile id}} any profile's; a profile has them only
 * when its setting {@code facades} says so.
 */
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
class FacadeController {
  private final SignInFacades profiles;
  private final SignIns signIns;
  private final LogOuts logOuts;

  FacadeController(SignInFacades profiles, SignIns signIns, LogOuts logOuts) {
    this.profiles = profiles;
    this.signIns = signIns;
    this.logOuts = logOuts;
  }

  @Get(uris = {"/oauth2/authorize", "/sign-in/{profileId}/oauth2/authorize"})
  HttpResponse<?> cognitoAuthorize(
      HttpRequest<?> request, @Nullable @PathVariable String profileId) {
    return begin(SignInFacade.COGNITO, profileId, request);
  }

  @Get(uris = {"/logout", "/sign-in/{profileId}/logout"})
  HttpResponse<?> cognitoLogout(HttpRequest<?> request, @Nullable @PathVariable String profileId) {
    return logOuts.cognito(profile(SignInFacade.COGNITO, profileId), parameters(request), request);
  }

  @Get(uris = {"/authorize", "/sign-in/{profileId}/authorize"})
  HttpResponse<?> auth0Authorize(HttpRequest<?> request, @Nullable @PathVariable String profileId) {
    return begin(SignInFacade.AUTH0, profileId, request);
  }

  @Get(uris = {"/v2/logout", "/sign-in/{profileId}/v2/logout"})
  HttpResponse<?> auth0Logout(HttpRequest<?> request, @Nullable @PathVariable String profileId) {
    return logOuts.auth0(profile(SignInFacade.AUTH0, profileId), parameters(request), request);
  }

  @Get(SignInFacade.CALLBACK)
  HttpResponse<?> callback(HttpRequest<?> request) {
    return signIns.finish(parameters(request), request);
  }

  @Get(SignInFacade.LOGGED_OUT)
  HttpResponse<?> loggedOut(HttpRequest<?> request) {
    return logOuts.loggedOut(parameters(request), request);
  }

  @Error(SignInRefusal.class)
  HttpResponse<?> refused(SignInRefusal refusal, HttpRequest<?> request) {
    return refusal.page(
        Languages.accepted(request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE))
            .orElse(Languages.USUAL));
  }

  private HttpResponse<?> begin(SignInFacade facade, String profileId, HttpRequest<?> request) {
    Profile profile = profile(facade, profileId);
    return signIns.begin(SignInRequest.of(profile, facade, parameters(request)), request);
  }

  private Profile profile(SignInFacade facade, String profileId) {
    return profiles
        .offering(facade, profileId)
        .orElseThrow(() -> new SignInRefusal(SignInRefusal.Why.NOT_OFFERED, facade.name()));
  }

  private static OnceParameters parameters(HttpRequest<?> request) {
    return new OnceParameters(request.getParameters());
  }
}
