package dev.freehold.api.profile;

import java.util.List;
import java.util.UUID;

/**
 * The settings of a profile as somebody asks for them, checked and normalized by {@link
 * ProfileRules}.
 *
 * @param roles ids of the roles that sign-up gives
 * @param enabled false: no token of the profile is accepted
 * @param nativeLogIn whether passwords may come through the API
 * @param facades sign-in addresses of other services that it offers
 */
record ProfileInput(
    String name,
    SignUpMode signUpMode,
    List<String> signUpDomains,
    List<UUID> roles,
    List<String> callbackUrls,
    List<String> logoutUrls,
    String brandName,
    String brandLogo,
    String brandPrimaryColor,
    boolean enabled,
    boolean nativeLogIn,
    List<SignInFacade> facades) {}
