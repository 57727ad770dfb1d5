<#--
  Keycloak's own hook, imported by template.ftl before anything is written. So the globals below replace what the page's header and
  title show, and the macro adds our styles and notes at the end of the card; template.ftl itself stays Keycloak's.
-->
<#import "freehold-brand.ftl" as brand>
<#import "freehold-signup.ftl" as signup>

<#if brand.shown?has_content>
  <#-- The header prints this as HTML, sanitized by Keycloak; brand.shown is made so that nothing in it reads as markup. -->
  <#global realm = realm + {"displayName": brand.shown, "displayNameHtml": brand.shown}>
  <#global title = msg("loginTitle", brand.shown)>
</#if>

<#if signup.domainHint?has_content && profile??>
  <#-- The hint belongs under the e-mail field; the user profile's own annotation puts it there. -->
  <#global profile = profile + {"attributes": profile.attributes?map(a -> signup.withDomainHint(a))}>
</#if>

<#macro content>
  <#if signup.offHint?has_content>
    <p class="fh-note" id="freehold-signup-off">${signup.offHint}</p>
  </#if>
  <#if (pageId!"") == "error">
    <#-- A link for somebody else is known by how its message begins; trying again would not help there. -->
    <#if (message.summary!"")?starts_with(msg("differentUserAuthenticated", "|")?keep_before("|"))>
      <p class="fh-note" id="freehold-log-out"><a href="${url.resourcesPath?keep_before("/resources/")}/realms/${realm.name}/protocol/openid-connect/logout">${msg("doLogout")}</a></p>
    <#else>
      <p class="fh-note">${msg("freeholdErrorHint")}</p>
    </#if>
  </#if>
  <@brand.style/>
</#macro>
