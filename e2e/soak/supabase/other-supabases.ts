import type { Kind } from "@/lib/stacks/kind";
import type { SupabaseFields } from "@/lib/stacks/supabase/fields";
import { supabase } from "@/lib/stacks/supabase/supabase";

/** Takes what the panel refuses: as files that somebody wrote by hand. */
export const unchecked: Kind<SupabaseFields> = { ...supabase, id: "unchecked", check: () => [] };

/** With SQL of the first start that the database does not take. */
export const brokenFirstBoot: Kind<SupabaseFields> = {
  ...supabase,
  id: "broken-first-boot",
  render(input) {
    const project = supabase.render(input);
    const jwt = { content: "alter role nobody_has_made with nologin;\n" };
    return { ...project, configs: { ...project.configs, jwt } };
  },
};
