import { TOKEN_SCOPES, type TokenScope } from "@/lib/api/contract/token-scopes";

/** What each scope lets a program do, said where one is chosen. */
export const SCOPE_TEXT: Readonly<Record<TokenScope, string>> = {
  read: "sees what a viewer sees, secrets masked, and changes nothing",
  deploy:
    "sees what a viewer sees, and deploys, changes and removes stacks, which is as good as root on this server; it reveals no secret and deletes no volume",
  secrets:
    "does what deploy does, and also reveals secrets, deletes volumes and downloads files with secrets; in an owner's name also backups and the audit log",
};

/** The same in a list of tokens. */
export const SCOPE_WORDS: Readonly<Record<TokenScope, string>> = {
  read: "look, and change nothing",
  deploy: "change stacks, without secrets",
  secrets: "change stacks and have secrets",
};

export function isScope(value: string): value is TokenScope {
  return (TOKEN_SCOPES as readonly string[]).includes(value);
}
