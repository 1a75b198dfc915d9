import type { Material, Round } from "@/e2e/soak/supabase/expectation";

const PUBLIC = "https://api.example.org";
const ISSUER = "https://issuer.example.org/auth/v1";

/** The public address goes to five services; Auth's own, which is the issuer of tokens, follows it. */
function publicAddress(url: string, issuer: string) {
  return {
    studio: { SUPABASE_PUBLIC_URL: url },
    auth: { API_EXTERNAL_URL: issuer, GOTRUE_JWT_ISSUER: issuer },
    kong: { JWT_ISSUER: issuer },
    storage: { STORAGE_PUBLIC_URL: url },
    functions: { SUPABASE_PUBLIC_URL: url },
  };
}

export function urlRounds({ ports }: Material): Round[] {
  const moved = publicAddress(
    `http://localhost:${ports.gateway}`,
    `http://localhost:${ports.gateway}/auth/v1`,
  );
  return [
    {
      id: "addresses: site and redirects",
      floor: "plain",
      expectations: [
        {
          change: "siteUrl",
          value: "https://app.example.org",
          shows: { auth: { GOTRUE_SITE_URL: "https://app.example.org" } },
        },
        {
          change: "redirectUrls",
          value: "https://app.example.org/**,myapp://callback",
          shows: { auth: { GOTRUE_URI_ALLOW_LIST: "https://app.example.org/**,myapp://callback" } },
        },
      ],
    },
    {
      id: "addresses: public",
      floor: "plain",
      expectations: [
        { change: "publicUrl", value: `${PUBLIC}/`, shows: publicAddress(PUBLIC, `${PUBLIC}/auth/v1`) },
      ],
    },
    {
      id: "addresses: Auth's own",
      floor: "plain",
      expectations: [
        {
          change: "apiExternalUrl",
          value: ISSUER,
          shows: {
            auth: { API_EXTERNAL_URL: ISSUER, GOTRUE_JWT_ISSUER: ISSUER },
            kong: { JWT_ISSUER: ISSUER },
          },
        },
      ],
    },
    {
      id: "the port",
      floor: "plain",
      expectations: [
        {
          change: "port",
          value: ports.gateway,
          shows: { ...moved, kong: { ...moved.kong, "port 8000/tcp": `127.0.0.1:${ports.gateway}` } },
        },
      ],
    },
  ];
}
