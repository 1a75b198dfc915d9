import { TOKEN_SCOPES, type TokenScope } from "@/lib/api/contract/token-scopes";

/** What each scope lets a program do, said where one is chosen. */
export const SCOPE_TEXT: Readonly<Record<TokenScope, string>> = {
  read: "sees what a viewer sees, secrets masked, and changes nothing",
  deploy:
    "also deploys, changes and removes stacks, which is as good as root on this server; it reveals no secret and deletes no volume",
  secrets:
    "also reveals secrets, deletes volumes and downloads files with secrets; in an owner's name also backups and the audit log",
};

export function isScope(value: string): value is TokenScope {
  return (TOKEN_SCOPES as readonly string[]).includes(value);
}
