import { resolve } from "node:path";
import { optionText } from "@/lib/command-line/command";
import { answer, fileText, type KeyVerb, neededText } from "@/lib/command-line/commands/keys/verbs";
import { EXIT_OK } from "@/lib/command-line/exit-codes";
import { writeRenderedFolder } from "@/lib/command-line/rendered-folder";
import { PanelError } from "@/lib/errors";
import { identityIssues, spacetimedbIdentity } from "@/lib/keys/spacetimedb-identity";
import { spacetimedbKeys } from "@/lib/keys/spacetimedb-keys";

export const spacetimedb: KeyVerb = {
  usage: "spacetimedb [--issuer I] [--subject S] [--private-key FILE] [--out DIR]",
  help: "a P-256 pair and an identity token signed with it; --out writes id_ecdsa and id_ecdsa.pub",
  options: ["issuer", "subject", "private-key", "out"],
  words: 0,
  async run(input) {
    const { options, folder } = input;
    const [issuer, subject, file, out] = ["issuer", "subject", "private-key", "out"].map((name) =>
      optionText(options, name),
    );
    const keys = spacetimedbKeys(
      {
        ...(issuer !== undefined && { issuer }),
        ...(subject !== undefined && { subject }),
        ...(file !== undefined && { privateKeyPem: await fileText(folder, file) }),
      },
      input.random,
      input.now,
    );
    const facts = `Issuer    ${keys.issuer}\nSubject   ${keys.subject}\nIdentity  ${keys.identity}\nToken     ${keys.token}`;
    if (out === undefined) {
      answer(input, keys, `${keys.privateKeyPem}${keys.publicKeyPem}${facts}`);
      return EXIT_OK;
    }
    const target = resolve(folder, out);
    await writeRenderedFolder(target, { id_ecdsa: keys.privateKeyPem, "id_ecdsa.pub": keys.publicKeyPem });
    const { privateKeyPem: _, ...rest } = keys;
    answer(input, { folder: target, ...rest }, `Wrote id_ecdsa and id_ecdsa.pub to ${target}\n${facts}`);
    return EXIT_OK;
  },
};

export const identity: KeyVerb = {
  usage: "identity --issuer I --subject S",
  help: "the identity that SpacetimeDB gives to them",
  options: ["issuer", "subject"],
  words: 0,
  async run(input) {
    const issuer = neededText(input.options, "issuer", identity);
    const subject = neededText(input.options, "subject", identity);
    const issues = identityIssues(issuer, subject);
    const [first] = issues;
    if (first !== undefined) throw new PanelError("input-invalid", first.message, { issues });
    const hex = spacetimedbIdentity(issuer, subject);
    answer(input, { identity: hex }, hex);
    return EXIT_OK;
  },
};
