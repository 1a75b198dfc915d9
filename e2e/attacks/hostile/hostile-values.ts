// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Compose and of shells, as plain text
import { seededRandom } from "@/lib/keys/seeded-random";

/**
 * What has turned names and values into commands, options, paths, documents or queries elsewhere. Each one that runs or
 * writes something does so by the word `canary`, so that it is found wherever it has come to.
 */
function atoms(canary: string): readonly string[] {
  return [
    // shells
    ...[`$(${canary})`, `$(touch ${canary})`, `\`${canary}\``, `; ${canary}`, `&& ${canary}`, `|| ${canary}`],
    ...[
      `| ${canary}`,
      `& ${canary} &`,
      `\n${canary}\n`,
      `'; ${canary}; '`,
      `"; ${canary}; "`,
      `$((${canary}))`,
    ],
    ...[
      `> /tmp/${canary}`,
      `>> ${canary}`,
      `< /etc/passwd`,
      `{${canary},}`,
      "${IFS}",
      "$HOME",
      "~",
      "*",
      "?",
      "!!",
    ],
    ...[
      `\${${canary}}`,
      `\${X:-$(${canary})}`,
      `\${X:?${canary}}`,
      "$$",
      "${",
      "$",
      "%PATH%",
      `<(${canary})`,
      "\\",
    ],
    // options
    ...[
      "--privileged",
      "-f/etc/passwd",
      "--file=/etc/passwd",
      "-f",
      "--",
      "-",
      "--help",
      "-v/:/host",
      "--pid=host",
    ],
    ...[
      "--project-directory=/",
      "--env-file=/etc/passwd",
      `--project-name=${canary}`,
      "-H",
      "--host=tcp://10.0.0.1:1",
    ],
    ...[
      "--entrypoint=sh",
      `-c${canary}`,
      "--output=/etc/passwd",
      "--profile=*",
      "@/etc/passwd",
      "=",
      "--eval=1",
    ],
    // paths
    ...[
      "../",
      "..",
      ".",
      "/",
      "//",
      `../../../../tmp/${canary}`,
      `/tmp/${canary}`,
      `/etc/${canary}`,
      "/etc/passwd",
    ],
    ...[
      "..\\..\\",
      "%2e%2e%2f",
      "..%2f",
      "..%c0%af",
      "....//",
      "/proc/self/environ",
      "file:///etc/passwd",
      ".env",
    ],
    ...["/dev/fd/3", `${canary}/`, "CON", "a/b", "a\\b", "/var/run/docker.sock", `./${canary}`, "...", "%00"],
    // A file that is there, from where backups are kept; several, so that every place of a route meets one.
    ...[`../../places/${canary}.bait`, `.././../places/${canary}.bait`, `..//../places//${canary}.bait`],
    ...[`./../../places/${canary}.bait`, `x/../../../places/${canary}.bait`, `../../places/./${canary}.bait`],
    // YAML
    ...[
      "&a a",
      "*a",
      "<<: *a",
      `!!python/object/apply:os.system [${canary}]`,
      "!!binary aGk=",
      "!reset",
      "!override",
    ],
    ...[
      "{a: b}",
      "[a, b]",
      "a: b",
      "- a",
      "# a",
      "|",
      ">",
      "---",
      "...\n---\n",
      "? a",
      "@a",
      "%YAML 1.1",
      "null",
      "no",
    ],
    ...[
      "\nprivileged: true",
      "\n    privileged: true\n",
      "\nservices:\n  evil:\n    image: evil\n",
      "\n  evil:\n",
      "1e3",
    ],
    ...[
      "\nvolumes:\n  - /:/host\n",
      "\nextends: {file: /etc/passwd}\n",
      "\ninclude: [/etc/passwd]\n",
      "0o777",
      "12:30:45",
    ],
    // entries of env files
    ...[
      `\n${canary}=1\n`,
      `"\n${canary}=1\n"`,
      `'\n${canary}=1\n'`,
      "\r",
      "\r\n",
      "export A=1",
      "\\\n",
      "\\'",
      '\\"',
      "#",
    ],
    // queries, templates, prototypes, headers
    ...[
      "'",
      '"',
      "' OR 1=1 --",
      '"; DROP TABLE Stack; --',
      "') UNION SELECT 1 --",
      "%",
      "_",
      "/*",
      "*/",
      "\\'",
      ";",
    ],
    ...[
      "{{7*7}}",
      "<%= 7*7 %>",
      "#{7*7}",
      "${7*7}",
      "__proto__",
      "constructor",
      "prototype",
      "toString",
      "hasOwnProperty",
    ],
    ...[
      "\r\nX-Injected: 1\r\n\r\n",
      "?a=b",
      "&a=b",
      "#a",
      "%0d%0aX-Injected:%201",
      "<!--",
      "]]>",
      "&lt;",
      "(?:a+)+$",
      "[",
      "(",
    ],
    // characters
    ...[
      "\0",
      `\0${canary}`,
      "\u0001",
      "\u001b[31m",
      "\u001b]8;;http://x\u0007",
      "\u007f",
      "\u0085",
      "\u00a0",
      "\u00ad",
    ],
    ...[
      "\u200b",
      "\u200f",
      "\u202e",
      "\u2028",
      "\u2029",
      "\u2066",
      "\ufeff",
      "\ufffd",
      "\ud800",
      "\udfff",
      "\u{10ffff}",
    ],
    ...[
      "dіrectus",
      "ｄirectus",
      "ſhop",
      "shop\u0301",
      "ꜱlipway",
      "－－privileged",
      "＄(id)",
      "‥／",
      "İ",
      "😀",
      "日本",
      "ﷺ",
    ],
    // keys of Compose and names of ours
    ...[
      "services",
      "volumes",
      "configs",
      "privileged",
      "cap_add",
      "network_mode",
      "pid",
      "build",
      "x-a",
      "slipway",
      "all",
    ],
    ...[
      "host",
      "default",
      "none",
      "new",
      "directus",
      "database",
      "com.docker.compose.project",
      "slipway.stack",
      "current",
    ],
    ...[
      "true",
      "false",
      "0",
      "-1",
      "1e309",
      "NaN",
      "Infinity",
      "undefined",
      "[object Object]",
      "{}",
      "[]",
      " ",
      "",
    ],
  ];
}

/** As long as it gets: beyond every limit of a field, of an entry of the environment, of a path. */
const LENGTHS = [65, 101, 256, 4097, 70_000, 131_073];

/**
 * The hostile value of this number: first each atom alone, then between words, then long ones, then mixtures. The same for
 * the same number and canary.
 */
export function hostileValue(number: number, canary: string): string {
  const all = atoms(canary);
  const atom = all[number % all.length] ?? "";
  const turn = Math.floor(number / all.length);
  if (turn === 0) return atom;
  if (turn === 1) return `shop${atom}`;
  if (turn === 2) return `${atom}shop`;
  if (turn === 3) return `a${atom}b${atom}c`;
  if (turn === 4 && number % 5 === 0) {
    const length = LENGTHS[number % LENGTHS.length] ?? 65;
    return (atom === "" ? "x" : atom).repeat(length).slice(0, length);
  }
  const random = seededRandom(`hostile value ${number}`).bytes(8);
  const pieces = 2 + ((random[0] ?? 0) % 4);
  return Array.from({ length: pieces }, (_, index) => {
    const pick = ((random[1 + index] ?? 0) * 256 + (random[7 - index] ?? 0) + number) % all.length;
    return all[pick] ?? "";
  }).join(number % 3 === 0 ? " " : "");
}
