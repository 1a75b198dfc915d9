const NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\.?$/i;

/** Whether the text is a host name or an IPv4 address (RFC 1123), without a port. */
export function isHostName(text: string): boolean {
  return NAME.test(text);
}

/** Whether the text is an IPv6 address, without brackets and without a zone. */
export function isIpv6(text: string): boolean {
  return /^[0-9a-f:.]+$/i.test(text) && text.includes(":") && URL.canParse(`http://[${text}]`);
}
