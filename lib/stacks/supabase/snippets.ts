import type { Snippet } from "@/lib/stacks/connection-card";
import { publicUrl } from "@/lib/stacks/supabase/addresses";
import { databaseStrings } from "@/lib/stacks/supabase/database-strings";
import type { SupabaseInput } from "@/lib/stacks/supabase/fields";

/** Ready to paste but for the keys, which stand on the card above. */
export function supabaseSnippets(input: SupabaseInput): Snippet[] {
  const url = publicUrl(input);
  const { newerKeys } = input.settings;
  const clientKey = newerKeys ? "PUBLISHABLE_KEY" : "ANON_KEY";
  const serverKey = newerKeys ? "SECRET_KEY" : "SERVICE_ROLE_KEY";
  return [
    {
      title: "supabase-js",
      language: "javascript",
      probe: newerKeys ? "newer-keys" : "anon-rest",
      code: `import { createClient } from "@supabase/supabase-js";

const supabase = createClient(${JSON.stringify(url)}, ${clientKey});
const { data, error } = await supabase.from("your_table").select();`,
    },
    {
      title: "Next.js .env.local",
      language: "env",
      code: [
        `NEXT_PUBLIC_SUPABASE_URL=${url}`,
        `NEXT_PUBLIC_SUPABASE_${clientKey}=`,
        `SUPABASE_${serverKey}=`,
      ].join("\n"),
    },
    {
      title: "curl",
      language: "bash",
      probe: newerKeys ? "newer-keys" : "anon-rest",
      code: `curl -s ${shellWord(`${url}/rest/v1/your_table?select=*`)} \\\n  -H "apikey: $${clientKey}"`,
    },
    ...databaseStrings(input)
      .slice(0, 1)
      .map(({ url: database, probe }): Snippet => {
        return {
          title: "psql",
          language: "bash",
          probe,
          code: `psql ${shellWord(database)}`,
        };
      }),
  ];
}

/** In single quotes, as a POSIX shell reads it. */
function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
