/** Whom people can sign in with, as Auth (GoTrue v2.196) knows them. */
export type AuthProvider = {
  id: string;
  title: string;
  /** Between `GOTRUE_EXTERNAL_` and `_ENABLED`; without the prefix it is the name in `.env`. */
  variable: string;
  /** It has an address of its own: needed (a server of yours), or only where it is not the usual one. */
  url?: { required: boolean; help: string; placeholder: string };
};

const UNUSUAL = "Only for a server of your own.";

export const authProviders = [
  { id: "google", title: "Google", variable: "GOOGLE" },
  {
    id: "github",
    title: "GitHub",
    variable: "GITHUB",
    url: { required: false, help: UNUSUAL, placeholder: "https://github.example.com" },
  },
  {
    id: "azure",
    title: "Azure",
    variable: "AZURE",
    url: {
      required: false,
      help: "The tenant's address, when only its own people may sign in.",
      placeholder: "https://login.microsoftonline.com/TENANT",
    },
  },
  { id: "apple", title: "Apple", variable: "APPLE" },
  { id: "bitbucket", title: "Bitbucket", variable: "BITBUCKET" },
  { id: "discord", title: "Discord", variable: "DISCORD" },
  { id: "facebook", title: "Facebook", variable: "FACEBOOK" },
  { id: "figma", title: "Figma", variable: "FIGMA" },
  {
    id: "gitlab",
    title: "GitLab",
    variable: "GITLAB",
    url: { required: false, help: UNUSUAL, placeholder: "https://gitlab.example.com" },
  },
  { id: "kakao", title: "Kakao", variable: "KAKAO" },
  {
    id: "keycloak",
    title: "Keycloak",
    variable: "KEYCLOAK",
    url: {
      required: true,
      help: "With the realm.",
      placeholder: "https://keycloak.example.com/realms/REALM",
    },
  },
  { id: "linkedinOidc", title: "LinkedIn", variable: "LINKEDIN_OIDC" },
  { id: "notion", title: "Notion", variable: "NOTION" },
  { id: "slackOidc", title: "Slack", variable: "SLACK_OIDC" },
  { id: "spotify", title: "Spotify", variable: "SPOTIFY" },
  { id: "twitch", title: "Twitch", variable: "TWITCH" },
  { id: "twitter", title: "Twitter", variable: "TWITTER" },
  {
    id: "workos",
    title: "WorkOS",
    variable: "WORKOS",
    url: { required: false, help: "Empty: WorkOS's own.", placeholder: "https://api.workos.com" },
  },
  { id: "zoom", title: "Zoom", variable: "ZOOM" },
] as const satisfies readonly AuthProvider[];

type Provider = (typeof authProviders)[number];
export type ProviderId = Provider["id"];
export type UrlProviderId = Extract<Provider, { url: object }>["id"];
