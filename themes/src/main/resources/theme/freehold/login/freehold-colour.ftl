<#-- Colours as [red, green, blue] of 0 to 255, and their contrast as WCAG 2.2 defines it. -->

<#function parse hex>
  <#local digits = hex[1..]?lower_case>
  <#return [0, 2, 4]?map(i -> "0123456789abcdef"?index_of(digits[i]) * 16 + "0123456789abcdef"?index_of(digits[i + 1]))>
</#function>

<#-- The sRGB curve as a polynomial; never more than 0.0017 off, which the limits below allow for. -->
<#function linear channel>
  <#local c = channel / 255>
  <#return c * (c * (c * 0.305306011 + 0.682171111) + 0.012522878)>
</#function>

<#function luminance rgb>
  <#return 0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2])>
</#function>

<#-- Below 0.1833 white text reaches 4.5:1, above 0.175 black text does: one of both always fits. -->
<#function prefersWhiteText rgb>
  <#return luminance(rgb) < 0.181>
</#function>

<#function mix rgb target percent>
  <#return rgb?map(c -> ((c * (100 - percent) + target * percent) / 100)?round)>
</#function>

<#-- The nearest shade that reaches 4.5:1 as text on the white card and on the page behind it. -->
<#function readableOnLight rgb>
  <#list 0..20 as step>
    <#local shade = mix(rgb, 0, step * 5)>
    <#if luminance(shade) < 0.155><#return shade></#if>
  </#list>
  <#return [0, 0, 0]>
</#function>

<#-- The nearest tint that reaches 4.5:1 as text on the dark card. -->
<#function readableOnDark rgb>
  <#list 0..20 as step>
    <#local tint = mix(rgb, 255, step * 5)>
    <#if luminance(tint) gt 0.3><#return tint></#if>
  </#list>
  <#return [255, 255, 255]>
</#function>

<#function css rgb>
  <#return "rgb(" + rgb[0]?c + ", " + rgb[1]?c + ", " + rgb[2]?c + ")">
</#function>
