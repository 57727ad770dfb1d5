<#import "template.ftl" as layout>
<@layout.emailLayout>
  <@layout.heading msg("passwordResetSubject")/>
  <@layout.text msg("freeholdMailReset", realmName)/>
  <@layout.button link msg("freeholdMailResetButton")/>
  <@layout.quiet msg("freeholdMailExpires", linkExpirationFormatter(linkExpiration))/>
  <@layout.quiet msg("freeholdMailResetIgnore")/>
</@layout.emailLayout>
