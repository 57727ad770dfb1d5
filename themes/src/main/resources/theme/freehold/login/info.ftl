<#-- Keycloak's own says the message twice where it has no header of its own, and offers the next step as a bare link. -->
<#import "template.ftl" as layout>
<#assign actions = requiredActions![]>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    <#if messageHeader??>${kcSanitize(msg(messageHeader))?no_esc}<#else>${message.summary}</#if>
  <#elseif section = "form">
    <div id="kc-info-message">
      <#if messageHeader??><p class="instruction">${message.summary}</p></#if>
      <#if actions?has_content>
        <ul class="${properties.kcListClass}">
          <#list actions as action><li>${kcSanitize(msg("requiredAction." + action))?no_esc}</li></#list>
        </ul>
      </#if>
      <#if !skipLink??>
        <#if pageRedirectUri?has_content>
          <@next pageRedirectUri "backToApplication" "kcButtonPrimaryClass"/>
        <#elseif actionUri?has_content>
          <@next actionUri "proceedWithAction" "kcButtonPrimaryClass"/>
        <#elseif (client.baseUrl)?has_content>
          <@next client.baseUrl "backToApplication" "kcButtonSecondaryClass"/>
        </#if>
      </#if>
    </div>
  </#if>
</@layout.registrationLayout>

<#macro next href label look>
  <p><a class="${properties[look]} ${properties.kcButtonBlockClass}" href="${href}">${msg(label)}</a></p>
</#macro>
