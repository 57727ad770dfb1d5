<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
  <#if section = "header">
    ${msg("logoutConfirmTitle")}
  <#elseif section = "form">
    <div id="kc-logout-confirm">
      <p class="instruction">${msg("logoutConfirmHeader")}</p>
      <form action="${url.logoutConfirmAction}" method="post" onsubmit="confirmLogout.disabled = true; return true;">
        <input type="hidden" name="session_code" value="${logoutConfirm.code}">
        <button class="${properties.kcButtonPrimaryClass} ${properties.kcButtonBlockClass}" id="kc-logout" name="confirmLogout" type="submit">${msg("doLogout")}</button>
      </form>
      <#if !logoutConfirm.skipLink && (client.baseUrl)?has_content>
        <p><a class="${properties.kcButtonSecondaryClass} ${properties.kcButtonBlockClass}" href="${client.baseUrl}">${msg("backToApplication")}</a></p>
      </#if>
    </div>
  </#if>
</@layout.registrationLayout>
