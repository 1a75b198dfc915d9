/** The sample function that a new stack has, and that a probe calls. */
export const SAMPLE_FUNCTION = `// Answers at /functions/v1/hello. Deploys of the stack leave this file as it is: change it, or delete it.
Deno.serve(() => Response.json("Hello from Edge Functions!"));
`;

/** What the sample answers, parsed. */
export const SAMPLE_ANSWER = "Hello from Edge Functions!";

/** Names that functions may import without a version; found by the runtime above each function's folder. */
export const FUNCTIONS_IMPORTS = `{
  "imports": {
    "@supabase/functions-js": "jsr:@supabase/functions-js@^2",
    "@supabase/server": "npm:@supabase/server@^1"
  }
}
`;
