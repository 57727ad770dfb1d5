<#--
  What a visitor should know about the profile's sign-up rule before trying. The rule itself is enforced by the extension; here it is
  only told. A realm without a profile is none of ours.
-->
<#assign attributes = (realm.attributes)!{}>
<#assign ours = ((attributes["freehold.profile.id"])!"")?has_content>
<#assign mode = (attributes["freehold.signup.mode"])!"off">

<#assign domains = []>
<#if ours && mode == "domains">
  <#list ((attributes["freehold.signup.domains"])!"")?split(",")?map(d -> d?trim) as domain>
    <#if domain?length <= 255 && domain?matches(r"(\*\.)?[a-z0-9][a-z0-9.-]*")><#assign domains += [domain]></#if>
  </#list>
</#if>

<#assign domainHint = "">
<#if domains?has_content && ["register", "idp-review-user-profile"]?seq_contains(pageId!"")>
  <#assign domainHint = msg("freeholdSignupDomainsHint", domains?join(", "))>
</#if>

<#assign offHint = "">
<#if ours && !["open", "domains"]?seq_contains(mode) && ["login", "login-username"]?seq_contains(pageId!"")>
  <#assign offHint = msg("freeholdSignupOffHint")>
</#if>

<#function withDomainHint attribute>
  <#if attribute.name != "email"><#return attribute></#if>
  <#return attribute + {"annotations": attribute.annotations + {"inputHelperTextAfter": domainHint}}>
</#function>
