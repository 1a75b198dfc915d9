import { isHostName } from "@/lib/stacks/host-name";

/** What is wrong with a name that certificates are to be had for, or undefined. In lower case, without a final dot. */
export function domainNameProblem(name: string): string | undefined {
  if (name === "") return "give a name";
  if (/^[a-z]+:\/\//.test(name) || /[/:]/.test(name))
    return "give the name alone, without https:// and a port";
  if (!isHostName(name)) return `“${name}” is no host name`;
  if (/^[\d.]+$/.test(name)) return "an address is no name: certificates are made for names";
  if (!name.includes(".")) return `“${name}” has no domain, as in cms.example.com`;
  if (name === "localhost" || name.endsWith(".localhost")) return "localhost is this computer only";
  return undefined;
}
