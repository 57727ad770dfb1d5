<#import "template.ftl" as layout>
<@layout.emailLayout>
  <@layout.heading msg("executeActionsSubject")/>
  <@layout.text msg("freeholdMailActions", realmName)/>
  <#if requiredActions?has_content>
    <ul style="margin:0 0 16px;padding-left:22px">
      <#list requiredActions as action><li>${msg("requiredAction." + action)}</li></#list>
    </ul>
  </#if>
  <@layout.button link msg("freeholdMailActionsButton")/>
  <@layout.quiet msg("freeholdMailExpires", linkExpirationFormatter(linkExpiration))/>
  <@layout.quiet msg("freeholdMailActionsIgnore")/>
</@layout.emailLayout>
