<#import "template.ftl" as layout>
<@layout.emailLayout>
  <@layout.heading msg("emailUpdateConfirmationSubject")/>
  <@layout.text msg("freeholdMailUpdate", realmName, newEmail)/>
  <@layout.button link msg("freeholdMailVerifyButton")/>
  <@layout.quiet msg("freeholdMailExpires", linkExpirationFormatter(linkExpiration))/>
  <@layout.quiet msg("freeholdMailUpdateIgnore")/>
</@layout.emailLayout>
